/* The map page: joins the list, the map and the card of the chosen place.
   Everything is optional: a page without a map, a card or a list loses only what hangs on it. */

import { Filter } from "./filter.js";
import { calm, still, touch } from "./hands.js";
import { LEFT_OUT } from "./matching.js";
import { makeCard } from "./map_card.js";
import { makeList } from "./place_list.js";
import { keepNew } from "./renewal.js";

const MAP = "city_map";
const SIGNS = 14; // the zoom from which markers show what they are
const RIM = 0.15; // of the map, where controls and credits may lie over a marker

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
  let filter = null;
  const next = (element, key) => (filter ? filter.next(element, key) : element.remove());
  const card = layer && makeCard(city, layer, { address, next });
  touch(city, container);
  nameLayers();
  calm(city, container);
  new ResizeObserver(resized).observe(container);
  window.matchMedia("print").addEventListener("change", resized); // paper has a width of its own
  if (!layer) return;
  const list = makeList(city, layer, card);
  filter = makeFilter(layer, list, card);
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
    if (filter) keepNew(layer);
    const walks = filter?.near?.origin(layer._data); // then the map goes there
    if (!walks && "fit" in container.dataset) showAll(layer);
    else if (!walks && !focus) city.panBy([0, credits().offsetHeight / 2], { animate: false }); // into what the credits leave free
    list.ready();
    if (focus) layer.choose(focus, { pan: true, zoom: 17, silent: true });
  };
  city.on("placesrenewed", async () => {
    if (filter) await filter.renew(layer._data);
    if (card) card.renew();
  });
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
  let mark = null;
  const walked = async (origin, near) => {
    const { OriginMark } = await import("./origin_mark.js");
    mark ??= new OriginMark(L, city, layer);
    mark.show(origin, near.map((key) => layer.point(key)), !still());
  };
  return new Filter(layer, container, { sprite, labels, address, chosen: list.chosen, shown, walked });
}

function address(key) {
  return `${(container.dataset.placeUrl || "").replace(/\/$/, "")}/${encodeURIComponent(key)}`;
}

/* the card stands above the credits, which take more lines on a narrow map */
function resized() {
  city.invalidateSize({ animate: false, pan: container.offsetWidth !== city.getSize().x }); // a sheet only covers or bares
  container.parentElement.style.setProperty("--credits", `${credits().offsetHeight}px`);
}

function credits() {
  return container.querySelector(".leaflet-control-attribution");
}
