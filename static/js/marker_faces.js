/* What a marker looks like and what it says to a screen reader. */

import { MANY, membersOf, numberOf } from "./place_groups.js";
import { plain } from "./ruby.js";
import { UNKNOWN } from "./shown_places.js";

const SVG = "http://www.w3.org/2000/svg";
const NAMED = 3; // places of a house that are said by name

export const PAUSED = 1; // of the flags

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
  constructor(shown, options) {
    this._shown = shown;
    this._data = shown.data;
    this._options = options;
  }

  /* gives a button the look of its group; nothing is touched that it has already */
  dress(node, group, size) {
    const { element, face: before } = node;
    const face = this._face(group, size);
    node.face = face;
    if (before.name !== face.name) element.className = face.name;
    if (before.label !== face.label) element.setAttribute("aria-label", face.label);
    if (before.chosen !== face.chosen) element.ariaCurrent = face.chosen ? "true" : null;
    if (before.sign === face.sign && before.number === face.number) return;
    const sameParts = before.sign && face.sign && !before.number && !face.number;
    if (sameParts) element.querySelector("use").setAttribute("href", face.sign);
    else element.replaceChildren(...this._parts(face));
  }

  _parts({ sign, number: text }) {
    if (!sign) return [number(text, "marker-disc")];
    return text ? [picture(sign), number(text, "marker-count")] : [picture(sign)];
  }

  _face(group, size) {
    const face = group.place < 0 ? this._number(group) : this._sign(group, size);
    const state = this._state(group);
    const names = ["marker leaflet-zoom-animated", `marker-${group.kind}`];
    if (group.large) names.push("marker-large");
    if (group.kind === "site" && group.area) names.push("marker-area");
    if (group.kind === "cluster" && numberOf(group) > MANY) names.push("marker-many");
    if (state) names.push(`marker-${state}`);
    return { ...face, name: names.join(" "), chosen: group.kind === "chosen" };
  }

  _state({ kind, fits, place }) {
    const unknown = kind === "chosen" ? this._shown.fit[place] === UNKNOWN : fits === 0; // of several: none fits for sure
    if (unknown) return "unknown";
    return place >= 0 && this._data.columns.flags[place] & PAUSED ? "paused" : "";
  }

  _number(group) {
    const cluster = group.kind === "cluster";
    const count = cluster ? numberOf(group) : group.count;
    const label = cluster ? this._options.words.group.replace("{count}", group.count) : this._siteLabel(group);
    return { sign: "", number: `${group.more ? "+" : ""}${count}`, label: this._join([label, ...this._fitting(group)]) };
  }

  _sign(group, size) {
    const { place, count } = group;
    const category = this._data.category(place);
    const glyphless = size === "small" && group.kind !== "chosen";
    const name = [category, this._state(group), glyphless && "shape"].filter(Boolean).join("-");
    const { categories, sprite } = this._options;
    const label = count > 1 ? this._join([this._siteLabel(group, place), ...this._fitting(group)]) : this._placeLabel(group);
    const drawn = categories.length === 0 || categories.includes(category);
    return { sign: drawn ? `${sprite}#${name}` : "", number: count > 1 ? `${count}` : "", label };
  }

  _placeLabel({ place, area }) {
    const { labels, words } = this._options;
    const data = this._data;
    const category = data.category(place);
    const paused = data.columns.flags[place] & PAUSED && words.paused;
    const unknown = this._shown.fit[place] === UNKNOWN && words.unknown;
    const venue = plain(data.text("venue", place) || "");
    return this._join([plain(data.columns.name[place]), venue, labels[category] || category, paused, unknown, ...this._about(area)]);
  }

  _siteLabel(group, first = -1) {
    const members = membersOf(group, this._shown);
    const named = first < 0 ? members.slice(0, NAMED) : [first];
    const values = { names: this._join(named.map((i) => plain(this._data.columns.name[i]))), count: members.length };
    const label = this._options.words.site.replace(/\{(names|count)\}/g, (_, name) => values[name]);
    return this._join([label, ...this._about(group.area)]);
  }

  /* of several places: how many fit, when that is not all of them */
  _fitting({ fits, count }) {
    const { words } = this._options;
    if (fits === count) return [];
    return fits === 0 ? [words.unknown] : [(words.fits || "").replace("{count}", fits)];
  }

  /* what is said of a place of which only the town is known: that, and of a tray its words */
  _about(area) {
    if (!area) return [];
    return area.radius ? [plain(area.words)] : [this._options.words.about, plain(area.words)];
  }

  _join(parts) {
    return parts.filter(Boolean).join(this._options.words.join);
  }
}
