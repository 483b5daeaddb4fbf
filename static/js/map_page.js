/* The map page: joins the list, the map and the card of the chosen place.
   Everything is optional: a page without a map, a card or a list loses only what hangs on it. */

import { Filter } from "./filter.js";
import { LEFT_OUT } from "./matching.js";
import { plain, writeName } from "./ruby.js";

const MAP = "city_map";
const SVG = "http://www.w3.org/2000/svg";
const HINT_TIME = 1500;
const SIGNS = 14; // the zoom from which markers show what they are
const RIM = 0.15; // of the map, where controls and credits may lie over a marker
const TRY_DISTANCE = 12; // px that a finger moves before it counts as a try to move the map

const container = document.getElementById(MAP);
let L;
let city; // the Leaflet map; until the page's script has made it, this name means the element
if (container && !begin()) window.addEventListener("load", begin, { once: true });

function begin() {
  L = window.L;
  city = window[MAP];
  if (!L || !(city instanceof L.Map)) return false;
  start();
  return true;
}

function start() {
  const layer = findLayer();
  const card = layer && makeCard(layer);
  touch();
  nameLayers();
  calm();
  near();
  new ResizeObserver(resized).observe(container);
  window.matchMedia("print").addEventListener("change", resized); // paper has a width of its own
  if (!layer) return;
  const list = makeList(layer, card);
  const filter = makeFilter(layer, list, card);
  const notice = document.getElementById("map-notice");
  const focus = container.dataset.focus;

  city.on("placechoose", ({ place }) => {
    list.mark(place.key);
    if (card) card.showPlace(place);
    else if (container.dataset.placeUrl && place.key !== focus) location.assign(address(place.key));
  });
  city.on("placesopen", ({ places }) => {
    if (card) card.showSite(places);
  });
  city.on("placeunchoose", () => list.mark(null));
  city.on("placesfail", () => {
    if (notice) notice.hidden = false;
  });
  const ready = async () => {
    if (notice) notice.hidden = true;
    if (filter) {
      layer.options.label = (i) => filter.label(i);
      await filter.start(layer._data);
    }
    if ("fit" in container.dataset) showAll(layer);
    else if (!focus) city.panBy([0, credits().offsetHeight / 2], { animate: false }); // into what the credits leave free
    list.ready();
    if (focus) layer.choose(focus, { pan: true, zoom: 17, silent: true });
  };
  if (layer.isReady()) ready();
  else city.once("placesready", ready);
}

/* Leaflet names this one control in English and has no option for it. */
function nameLayers() {
  const toggle = container.querySelector(".leaflet-control-layers-toggle");
  if (!toggle || !container.dataset.layers) return;
  toggle.title = container.dataset.layers;
  toggle.setAttribute("aria-label", container.dataset.layers);
}

/* What was asked for stands in view, unless that is so far away that the signs would be lost. */
function showAll(layer) {
  const bounds = layer.bounds();
  if (!bounds || city.getBounds().pad(-RIM).contains(bounds)) return;
  const zoom = city.getBoundsZoom(bounds, false, L.point(48, 48));
  if (zoom >= SIGNS) city.setView(bounds.getCenter(), Math.min(zoom, city.getZoom()), { animate: false });
}

function findLayer() {
  let found = null;
  city.eachLayer((layer) => {
    if (L.PlacesLayer && layer instanceof L.PlacesLayer) found = layer;
  });
  return found;
}

function makeFilter(layer, list, card) {
  if (!document.getElementById("needs")) return null;
  const { sprite, labels } = layer.options;
  const shown = () => {
    const place = layer.place(list.chosen());
    if (card && place && place.fit === LEFT_OUT) card.close(); // it does not fit any more
  };
  return new Filter(layer, container, { sprite, labels, address, chosen: list.chosen, shown });
}

/* "near": the map goes to where the person is, who is asked first */
function near() {
  const button = document.querySelector("[data-near]");
  const locate = container.querySelector(".leaflet-control-locate a");
  if (!button || !locate) return;
  button.addEventListener("click", () => locate.click());
  city.on("locateactivate locatedeactivate", ({ type }) => button.setAttribute("aria-pressed", type === "locateactivate"));
}

function address(key) {
  return `${(container.dataset.placeUrl || "").replace(/\/$/, "")}/${encodeURIComponent(key)}`;
}

/* ---- filling templates ---- */

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
function writeLink(element, place, join) {
  element.setAttribute("href", address(place.key));
  element.setAttribute("aria-label", [plain(place.name), element.textContent.trim()].join(join));
}

function fill(root, place, layer) {
  const { sprite, labels } = layer.options;
  const state = place.fit === 1 ? "-unknown" : place.flags & 1 ? "-paused" : "";
  for (const element of root.querySelectorAll("[data-slot]")) {
    const slot = element.dataset.slot;
    if (slot === "name") writeName(element, place.name);
    else if (slot === "icon") writeIcon(element, `${sprite}#${place.category}${state}`);
    else if (slot === "where") writeWhere(element, [place]);
    else if (slot === "link") writeLink(element, place, layer.options.words.join);
    else if (slot === "category") writeText(element, labels[place.category]);
    else if (slot in place) writeText(element, place[slot]);
  }
  for (const element of root.querySelectorAll("[data-flag]")) element.hidden = !(place.flags & Number(element.dataset.flag));
}

/* ---- the card over the map's bottom edge ---- */

function makeCard(layer) {
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

  return {
    covered,
    close,
    showPlace(place) {
      const content = placeTemplate.content.cloneNode(true);
      fill(content, place, layer);
      open(content, place.key);
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
        fill(item, place, layer);
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

/* ---- the list beside or under the map ---- */

function makeList(layer, card) {
  let chosen = null;
  let waiting = null; // pressed before the places had loaded

  function show(key) {
    if (!layer.isReady()) {
      waiting = key;
      return;
    }
    const box = container.getBoundingClientRect();
    const seen = Math.min(box.bottom, window.innerHeight) - Math.max(box.top, 0);
    if (seen < Math.min(box.height, window.innerHeight) * 0.75) {
      container.scrollIntoView({ block: "start", behavior: still() ? "auto" : "smooth" });
    }
    if (!layer.choose(key)) return;
    // into the middle of what the card leaves free
    const covered = card ? card.covered(60) : 0;
    const zoom = layer.zoomFor(key, 16, city.getSize().subtract([0, covered]));
    const middle = city.project(layer.middle(key, zoom), zoom).add([0, covered / 2]);
    city.setView(city.unproject(middle, zoom), zoom, { animate: !still() });
  }

  document.addEventListener("click", (event) => {
    const entry = event.target.closest("li[data-key]");
    if (!entry || event.defaultPrevented || !entry.querySelector("[data-show]")) return;
    const control = event.target.closest("a, button, input, select, label, summary");
    if (control && !control.matches("[data-show]")) return;
    if (!control && String(window.getSelection())) return; // somebody is marking text
    show(entry.dataset.key);
  });

  return {
    chosen: () => chosen,
    mark(key) {
      chosen = key;
      for (const entry of document.querySelectorAll("li[data-key][aria-current]")) entry.removeAttribute("aria-current");
      const entry = key && document.querySelector(`li[data-key="${CSS.escape(key)}"]`);
      if (!entry) return;
      entry.setAttribute("aria-current", "true");
      reveal(entry);
    },
    ready() {
      if (waiting) show(waiting);
      waiting = null;
    },
  };
}

/* Brings an entry into view inside a list that scrolls by itself; never moves the page. */
function reveal(entry) {
  let box = entry.parentElement;
  while (box && box !== document.body && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
  if (!box || box === document.body) return;
  const inner = entry.getBoundingClientRect();
  const outer = box.getBoundingClientRect();
  if (inner.top < outer.top) box.scrollTop -= outer.top - inner.top;
  else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom;
}

/* ---- hands ---- */

/* One finger scrolls the page, two move and zoom the map, a mouse drags as usual; where the page stands still, one
   finger moves the map. The kind of pointer is known before Leaflet's own listeners run. */
function touch() {
  const stands = () => getComputedStyle(document.body).overflowY === "clip"; // css/finder.css
  const set = (fine) => (fine || stands() ? city.dragging.enable() : city.dragging.disable());
  if (window.matchMedia("(pointer: coarse)").matches) set(false);
  container.addEventListener("pointerdown", (event) => set(event.pointerType === "mouse"), { capture: true });

  const words = container.dataset.hint;
  if (!words) return;
  const hint = document.createElement("p");
  hint.className = "map-hint";
  hint.setAttribute("aria-hidden", "true");
  hint.textContent = words;
  container.append(hint);
  let begin = null;
  let timer = 0;
  const passive = { passive: true };
  container.addEventListener("touchstart", (event) => {
    const single = event.touches.length === 1 && !stands() && !event.target.closest(".leaflet-control");
    begin = single ? event.touches[0] : null;
    if (!single) hint.classList.remove("is-shown");
  }, passive);
  container.addEventListener("touchmove", (event) => {
    if (!begin || event.touches.length !== 1) return;
    const now = event.touches[0];
    if (Math.hypot(now.clientX - begin.clientX, now.clientY - begin.clientY) < TRY_DISTANCE) return;
    begin = null;
    hint.classList.add("is-shown");
    clearTimeout(timer);
    timer = setTimeout(() => hint.classList.remove("is-shown"), HINT_TIME);
  }, passive);
}

/* the card stands above the credits, which take more lines on a narrow map */
function resized() {
  city.invalidateSize({ animate: false, pan: container.offsetWidth !== city.getSize().x }); // a sheet only covers or bares
  container.parentElement.style.setProperty("--credits", `${credits().offsetHeight}px`);
}

function credits() {
  return container.querySelector(".leaflet-control-attribution");
}

function still() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function calm() {
  const media = window.matchMedia("(prefers-reduced-motion: reduce)");
  const apply = () => {
    city.options.inertia = !media.matches;
    container.classList.toggle("is-still", media.matches);
  };
  apply();
  media.addEventListener("change", apply);
}
