/* What a marker looks like and what it says to a screen reader. */

import { membersOf } from "./place_groups.js";
import { plain } from "./ruby.js";

const SVG = "http://www.w3.org/2000/svg";

export const PAUSED = 1;
export const UNKNOWN = 8; // not yet known whether it fits: drawn hollow and dashed

function picture(href) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "marker-icon");
  svg.setAttribute("viewBox", "0 0 32 32");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", href);
  svg.append(use);
  return svg;
}

function number(text, name) {
  const span = document.createElement("span");
  span.className = name;
  span.textContent = text;
  span.setAttribute("aria-hidden", "true");
  return span;
}

export class MarkerFaces {
  constructor(data, options) {
    this.data = data;
    this.options = options;
  }

  dress(button, group, size) {
    button.className = `marker leaflet-zoom-animated marker-${group.kind}`;
    if (group.kind === "chosen") button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
    if (group.kind === "cluster") this._cluster(button, group);
    else if (group.kind === "site") this._site(button, group);
    else this._place(button, group, size);
  }

  _cluster(button, group) {
    button.classList.toggle("marker-many", group.count > 99);
    button.setAttribute("aria-label", this.options.words.group.replace("{count}", group.count));
    button.replaceChildren(number(group.count, "marker-disc"));
  }

  _site(button, group) {
    button.classList.toggle("marker-area", Boolean(this.data.sites[group.sites[0]].area));
    button.setAttribute("aria-label", this._siteLabel(group));
    button.replaceChildren(number(group.more ? `+${group.count}` : group.count, "marker-disc"));
  }

  _place(button, group, size) {
    const { options } = this;
    const { sites, raw, rows, column } = this.data;
    const site = sites[group.sites[0]];
    const i = group.place ?? (site.landmark >= 0 ? site.landmark : membersOf(group, sites)[0]);
    const row = rows[i];
    const category = raw.categories[row[column.category]];
    const flags = row[column.flags] || 0;
    const state = flags & PAUSED ? "paused" : flags & UNKNOWN ? "unknown" : "";
    const words = [plain(row[column.name]), row[column.venue], options.labels[category] || category];
    if (state) words.push(options.words[state]);
    const label = words.concat(this._about(site)).filter(Boolean).join(options.words.join);
    button.setAttribute("aria-label", group.count > 1 ? this._siteLabel(group, i) : label);
    const glyphless = size === "small" && group.kind !== "chosen";
    const name = [category, state, glyphless ? "shape" : ""].filter(Boolean).join("-");
    const drawn = options.categories.length === 0 || options.categories.includes(category);
    const parts = [drawn ? picture(`${options.sprite}#${name}`) : number("", "marker-disc")];
    if (site.landmark === i) button.classList.add("marker-large");
    if (group.count > 1) parts.push(number(group.count, "marker-count"));
    button.replaceChildren(...parts);
  }

  /* what is said of a place of which only the town is known: that, and of a tray its words */
  _about({ area }) {
    if (!area) return [];
    return area.radius ? [plain(area.words)] : [this.options.words.about, plain(area.words)];
  }

  _siteLabel(group, first) {
    const { sites, rows, column } = this.data;
    const members = membersOf(group, sites);
    const named = first === undefined ? members.slice(0, 3) : [first];
    const { join, site } = this.options.words;
    const values = { names: named.map((i) => plain(rows[i][column.name])).join(join), count: members.length };
    const label = site.replace(/\{(names|count)\}/g, (_, name) => values[name]);
    return [label, ...this._about(sites[group.sites[0]])].join(join);
  }
}
