/* The card over the map's bottom edge: the chosen place, or all that stand at one spot. */

import { still } from "./hands.js";
import { plain, writeName } from "./ruby.js";

const SVG = "http://www.w3.org/2000/svg";

function writeIcon(element, href) {
  let svg = element instanceof SVGElement ? element : element.querySelector("svg");
  if (!svg) {
    svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 32 32");
    svg.setAttribute("aria-hidden", "true");
    element.append(svg);
  }
  let use = svg.querySelector("use");
  if (!use) {
    use = document.createElementNS(SVG, "use");
    svg.append(use);
  }
  use.setAttribute("href", href);
}

/* What is not known says so where the template has words for it (`data-unknown`), else its row goes. */
function writeText(element, text) {
  if (text) {
    writeName(element, text);
    return;
  }
  if (element.dataset.unknown) {
    element.textContent = element.dataset.unknown;
    element.classList.add("is-unknown");
  } else (element.closest("[data-row]") || element).hidden = true;
}

/* what is said of where several places are, when it is the same of all */
function writeWhere(element, places) {
  const { where, radius } = places[0];
  element.classList.add(radius ? "about-there" : "somewhere");
  const all = where && places.every((place) => place.where && plain(place.where) === plain(where));
  if (all) writeName(element, where);
  else element.hidden = true;
}

/* the way to a place's page; who does not see the card hears whose it is */
function writeLink(element, place, { address, join }) {
  element.setAttribute("href", address(place.key));
  element.setAttribute("aria-label", [plain(place.name), element.textContent.trim()].join(join));
}

function fill(root, place, layer, { address, next }) {
  const { sprite, labels, words } = layer.options;
  const state = place.fit === 1 ? "-unknown" : place.flags & 1 ? "-paused" : "";
  const soon = root.querySelector('[data-slot="next"]');
  if (soon) next(soon, place.key);
  for (const element of root.querySelectorAll("[data-slot]:not(.next, .next *)")) {
    const slot = element.dataset.slot;
    if (slot === "name") writeName(element, place.name);
    else if (slot === "icon") writeIcon(element, `${sprite}#${place.category}${state}`);
    else if (slot === "where") writeWhere(element, [place]);
    else if (slot === "link") writeLink(element, place, { address, join: words.join });
    else if (slot === "category") writeText(element, labels[place.category]);
    else if (slot in place) writeText(element, place[slot]);
  }
  for (const element of root.querySelectorAll("[data-flag]")) element.hidden = !(place.flags & Number(element.dataset.flag));
}

/* options: address (of a place by its key), next(element, key) (fills in the next opening) */
export function makeCard(city, layer, options) {
  const container = city.getContainer();
  const card = document.getElementById("card");
  const placeTemplate = document.getElementById("card-template");
  const siteTemplate = document.getElementById("site-template");
  if (!card || !placeTemplate) return null;
  const body = card.querySelector("[data-body]") || card.appendChild(document.createElement("div"));
  let origin = null; // where the keyboard came from
  let last = null; // the place or the first of the list that is shown

  function open(content, key) {
    const from = document.activeElement;
    if (!card.contains(from)) origin = from;
    last = key;
    const byKeyboard = from && from !== document.body && from.matches(":focus-visible");
    body.replaceChildren(content);
    card.hidden = false;
    if (byKeyboard) {
      const first = body.querySelector("a[href], button") || card.querySelector("[data-close]");
      if (first) {
        first.focus({ preventScroll: true });
        first.scrollIntoView({ block: "nearest" }); // in a low window the card scrolls
      }
    }
    clear(key);
  }

  /* how much of the map's lower edge lies under the card; `least` px of the map count as free all the same */
  function covered(least = 120) {
    if (card.hidden || card.offsetWidth < container.offsetWidth * 0.6) return 0;
    const over = container.getBoundingClientRect().bottom - card.getBoundingClientRect().top;
    return Math.max(0, Math.min(over, container.offsetHeight - least));
  }

  /* moves the map a little when the marker lies under the card or at the edge */
  function clear(key) {
    const point = layer.spot(key);
    const padding = { paddingTopLeft: [48, 88], paddingBottomRight: [64, covered() + 40] };
    if (point) city.panInside(point, { ...padding, animate: !still() });
  }

  function close() {
    if (card.hidden) return;
    const inside = card.contains(document.activeElement) || document.activeElement === document.body;
    card.hidden = true;
    body.replaceChildren();
    layer.unchoose();
    if (inside && origin && origin !== document.body) {
      if (origin.isConnected) origin.focus({ preventScroll: true });
      else layer.focus(last);
    }
    origin = null;
  }

  card.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) {
      close();
      return;
    }
    const choice = event.target.closest("[data-choose]");
    if (choice) layer.choose(choice.dataset.choose);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || card.hidden) return;
    if (document.querySelector("dialog[open]")) return;
    close();
  });

  function placed(place) {
    const content = placeTemplate.content.cloneNode(true);
    fill(content, place, layer, options);
    return content;
  }

  /* the chosen place says what is so now */
  function renew() {
    const place = layer.chosen();
    if (last && !layer.place(last)) close();
    if (card.hidden || !place || body.contains(document.activeElement)) return;
    body.replaceChildren(placed(place));
  }

  return {
    covered,
    close,
    renew,
    showPlace(place) {
      open(placed(place), place.key);
    },
    showSite(places) {
      if (!siteTemplate) return;
      const content = siteTemplate.content.cloneNode(true);
      const pattern = content.querySelector("[data-item]");
      if (!pattern) return;
      for (const element of content.querySelectorAll('[data-slot="count"]')) element.textContent = places.length;
      for (const element of content.querySelectorAll('[data-slot="where"]')) writeWhere(element, places);
      for (const place of places) {
        const item = pattern.cloneNode(true);
        fill(item, place, layer, options);
        const button = item.matches("button") ? item : item.querySelector("button");
        if (button) button.dataset.choose = place.key;
        pattern.before(item);
      }
      pattern.remove();
      layer.unchoose();
      open(content, places[0].key);
    },
  };
}
