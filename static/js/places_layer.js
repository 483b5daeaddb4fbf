/* The places on the map: loads places.json once, groups what a filter leaves of it by zoom, and keeps in the document
   only what is in view. `L` is the global Leaflet. Made on the page by `L.placesLayer(url, options)`. */

import { AreaShapes, shapeBox, zoomToFit } from "./areas.js";
import { boxOfBounds, grown, holds, meet } from "./boxes.js";
import { coverBoxes, passCovered, watchCovers } from "./covers.js";
import { MarkerFaces } from "./marker_faces.js";
import { markerHands, stillness } from "./marker_hands.js";
import { MarkerLabels, candidates } from "./marker_labels.js";
import { readPlaces } from "./place_data.js";
import { sizeAt } from "./place_groups.js";
import { PlacesSource } from "./places_source.js";
import { writeName } from "./ruby.js";
import { ShownPlaces } from "./shown_places.js";
import { Standing } from "./standing.js";

const L = window.L;

const REST = 60; // ms after which names and words give way to what the markers cover
const MARGIN = 0.15; // of the view, drawn around it

/* Leaflet's own way would give each marker a layer of the screen. */
function put(element, x, y) {
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}

L.PlacesLayer = L.Layer.extend({
  ...markerHands,

  options: {
    sprite: "/static/icons/categories.svg",
    categories: [], // keys that the sprite has a picture for
    labels: {}, // category key → its name
    landmark: "yagawa_plus", // the category with a marker of its own, larger than the rest
    pane: "markerPane",
    words: {}, // what is said of a marker: group, site, fits, paused, unknown, about, join
    taken: () => [], // boxes that such words leave free, in pixels of the map's zoom
    label: null, // (number of a place) → [when, short name] or null: what stands beside it when a filter is on
  },

  initialize(url, options) {
    this._url = url;
    L.setOptions(this, options);
    this._nodes = new Map(); // key of a group → {element, group, face}
    this._labels = new MarkerLabels();
    this._chosen = this._kept = -1;
    this._data = this._filter = this._shown = this._standing = null;
    this._turn = 0; // grows with every filter
  },

  onAdd(map) {
    this._shapes = new AreaShapes(map, writeName);
    this._box = L.DomUtil.create("div", "places", this.getPane());
    L.DomEvent.on(this._box, "click", this._click, this);
    L.DomEvent.on(this._box, "dblclick", L.DomEvent.stop);
    L.DomEvent.on(this._box, "focusin", this._focused, this);
    this._watch = new AbortController();
    watchCovers(L.Util.throttle(() => this._box && this._map._loaded && passCovered(this._box, coverBoxes(this._map)), REST), this._watch.signal);
    if (this._data) this._redraw();
    else this._load(map);
  },

  onRemove() {
    if (this._stop) this._stop.abort();
    this._watch.abort();
    this._shapes.remove();
    this._box.remove();
    this._box = null;
    this._drawn = null;
    this._nodes.clear();
  },

  getEvents() {
    const events = { moveend: this._redraw, zoom: this._follow }; // every zoom ends with a moveend
    if (this._map._zoomAnimated) events.zoomanim = this._animate;
    return events;
  },

  /* ---- what others may ask ---- */

  isReady() {
    return this._data !== null;
  },

  /* places.json as it came; null before it has loaded */
  raw() {
    return this._data && this._data.raw;
  },

  /* What is shown: {fit, rank}, or null for all but what is not for dropping in. fit: by place 0 fits, 1 not yet known,
     2 left out; rank: its place in the list, or null for the order of the rows. */
  show(filter) {
    this._filter = filter && { fit: filter.fit.slice(), rank: filter.rank && filter.rank.slice() };
    if (!this._data) return;
    this._kept = -1;
    this._sift();
    this._labels.clear();
    if (this._chosen >= 0 && !this._shown.has(this._chosen)) this.unchoose();
    this._draw();
    this._afterPaint(this._settle);
  },

  place(key) {
    const i = this._number(key);
    return i < 0 ? null : this._place(i);
  },

  /* all that is shown, discs included */
  bounds() {
    const bounds = L.latLngBounds([]);
    if (!this._data) return null;
    for (const s of this._shown.sites) {
      const area = this._data.areas.get(s);
      bounds.extend(area && area.radius ? this._point(s).toBounds(2 * area.radius) : this._point(s));
    }
    return bounds.isValid() ? bounds : null;
  },

  /* what is known of the chosen place; null without one */
  chosen() {
    return this._chosen < 0 ? null : this._place(this._chosen);
  },

  /* where a place is (of one somewhere in a town that town's point), or null when it has no point here */
  point(key) {
    const s = this._siteOf(key);
    return s < 0 ? null : this._point(s);
  },

  /* where its marker stands at the map's zoom */
  spot(key) {
    const node = this._nodeOf(this._number(key));
    return node ? this._spot(node.group) : this.point(key);
  },

  /* what to look at in the middle of the map at a zoom: the place's point, or the tray in which it stands */
  middle(key, zoom) {
    const s = this._siteOf(key);
    const tray = s < 0 ? null : this._standing.trayOf(s, zoom);
    return tray ? this._map.unproject([tray.x + tray.plate.x, tray.y + tray.plate.y], zoom) : this.point(key);
  },

  /* the zoom at which to look at a place: at least `zoom`, or the one at which all of its area is seen in `room` (px) */
  zoomFor(key, zoom = 16, room = this._map.getSize()) {
    const area = this._data && this._data.areas.get(this._siteOf(key));
    return area ? zoomToFit(area, this._data, zoom, room) : Math.max(this._map.getZoom(), zoom);
  },

  /* What would be drawn at a zoom, as the eye sees it: [[minX, minY, maxX, maxY], …] in projected pixels of that zoom.
     A disc is not among them: it is a tint, on which names stay legible. */
  boxes(zoom) {
    if (!this._shown || !this._map) return [];
    const boxes = this._standing.boxes(zoom, this._surroundings(zoom), this._chosen);
    return zoom === this._map.getZoom() ? boxes.concat(this._labels.boxes) : boxes;
  },

  /* silent: draw the ring, tell nobody (a page about that place). Returns false when the place has no point here. */
  choose(key, { pan = false, zoom = 16, silent = false } = {}) {
    if (this._siteOf(key) < 0) return false;
    this._setChosen(this._number(key));
    if (pan) {
      const near = this.zoomFor(key, zoom);
      this._map.setView(this.middle(key, near), near, { animate: !stillness() });
    }
    this._redraw();
    if (!silent) this._map.fire("placechoose", { place: this._place(this._chosen) });
    return true;
  },

  unchoose() {
    if (this._chosen < 0) return;
    this._setChosen(-1);
    if (this._map) {
      this._redraw();
      this._map.fire("placeunchoose");
    }
  },

  /* moves the keyboard to the marker that stands for the place; false when it is not in view */
  focus(key) {
    return this._focusOn(this._number(key));
  },

  /* ---- data ---- */

  async _load(map) {
    this._source = new PlacesSource(map.getContainer().dataset.places || this._url);
    this._stop = new AbortController();
    try {
      this._data = readPlaces(await this._source.read(this._stop.signal), this.options.landmark);
      this._sift();
    } catch (error) {
      if (error.name !== "AbortError" && this._map) map.fire("placesfail", { error });
      return;
    }
    if (!this._map) return;
    this._draw();
    this._afterPaint(this._settle);
    map.fire("placesready", { count: this._data.count });
  },

  /* Takes the places anew if they have changed; who hears of it sets the filter, whose numbers are those of the rows. */
  async renew() {
    const raw = this._data && (await this._source.readNew(this._stop.signal));
    if (!raw || !this._map) return;
    const key = this._data.columns.key[this._chosen];
    if (key !== undefined && !raw.columns.key.includes(key)) this.unchoose();
    this._data = readPlaces(raw, this.options.landmark);
    this._chosen = this._chosen < 0 ? -1 : this._number(key);
    this._kept = -1;
    this._filter = null;
    this._sift();
    this._map.fire("placesrenewed");
    this._redraw();
  },

  /* what the filter leaves; a place on its own page and a chosen one are always there */
  _sift() {
    const { focus } = (this._map && this._map.getContainer().dataset) || {};
    const always = [focus ? this._number(focus) : -1, this._kept].filter((i) => i >= 0);
    this._shown = new ShownPlaces(this._data, this._filter, always);
    this._faces = new MarkerFaces(this._shown, this.options);
    this._standing = new Standing(this._shown, this._lastZoom(), (words) => this._shapes.measure(words));
    this._turn++;
  },

  /* also a place that is left out stands while it is chosen */
  _setChosen(i) {
    const kept = i === this._kept || !this._shown.has(i) ? i : -1;
    this._chosen = i;
    if (kept === this._kept) return;
    this._kept = kept;
    this._sift();
  },

  _number(key) {
    return this._data ? this._data.numberOf(key) : -1;
  },

  _siteOf(key) {
    return this._data?.site[this._number(key)] ?? -1;
  },

  _place(i) {
    return { ...this._data.place(i), fit: this._shown.fit[i] };
  },

  /* ---- what stands at a zoom ---- */

  _surroundings(zoom) {
    return this._standing.surroundings(zoom, this._map.project(this._map.getCenter(), zoom), this._map.getSize());
  },

  _lastZoom() {
    const last = this._map.getMaxZoom();
    return Number.isFinite(last) ? last : 19;
  },

  /* ---- drawing ---- */

  _redraw() {
    this._draw();
    this._settle();
  },

  _draw() {
    if (!this._shown || !this._box || !this._map._loaded) return;
    const map = this._map;
    const zoom = map.getZoom();
    const { x, y } = map.getSize();
    const box = grown(boxOfBounds(map.getPixelBounds()), MARGIN * Math.max(x, y));
    const active = this._box.contains(document.activeElement) ? document.activeElement : null;
    const { groups, shapes } = this._standing.within(zoom, box, this._chosen);
    const wanted = groups.filter((group) => group.kind === "chosen" || holds(box, group.x + group.dx, group.y + group.dy));
    if (active) this._keep(active, wanted, zoom);
    this._shapes.draw(shapes.filter((shape) => meet(shapeBox(shape), box)), zoom, map.getPixelOrigin());
    this._write(wanted, sizeAt(zoom), active);
  },

  /* the marker on which the keyboard is stays in the document */
  _keep(active, wanted, zoom) {
    const { key, sites } = active.closest("button").places.group;
    if (wanted.some((group) => group.key === key)) return;
    const group = this._standing.ofSite(sites[0], zoom).find((one) => one.key === key);
    if (group) wanted.push(group);
  },

  _write(wanted, size, active) {
    if (this._box.dataset.size !== size) this._box.dataset.size = size;
    const lost = this._drop(new Set(wanted.map((group) => group.key)), active);
    const origin = this._map.getPixelOrigin();
    let cursor = this._box.firstChild;
    for (const group of wanted) {
      const node = this._nodes.get(group.key) || this._newNode(group.key);
      node.group = group;
      this._faces.dress(node, group, size);
      put(node.element, group.x + group.dx - origin.x, group.y + group.dy - origin.y);
      if (node.element === cursor) cursor = cursor.nextSibling;
      else this._box.insertBefore(node.element, cursor);
    }
    if (lost) this._focusOn(lost.first);
  },

  /* removes the nodes that are not to be kept; gives the group on which the keyboard was if it is among them */
  _drop(keep, active) {
    let lost = null;
    for (const [key, node] of this._nodes) {
      if (keep.has(key)) continue;
      if (node.element === active) lost = node.group;
      node.element.remove();
      this._nodes.delete(key);
    }
    return lost;
  },

  _newNode(key) {
    const node = { element: document.createElement("button"), group: null, face: {} };
    node.element.type = "button";
    node.element.places = node;
    this._nodes.set(key, node);
    return node;
  },

  _afterPaint(work) {
    requestAnimationFrame(() => setTimeout(() => this._map && work.call(this), REST));
  },

  /* the words beside the markers; and tells that `boxes` may have changed */
  _settle() {
    if (!this._shown || !this._box || !this._map._loaded) return;
    const zoom = this._map.getZoom();
    const before = this._labels.boxes;
    const covers = coverBoxes(this._map);
    passCovered(this._box, covers);
    if (this.options.label && this._shown.filtered) {
      const view = boxOfBounds(this._map.getPixelBounds());
      const taken = [...this._standing.boxes(zoom, view, this._chosen), ...covers, ...this.options.taken()];
      this._labels.write(candidates(this._nodes.values(), this._shown, this.options.label, sizeAt(zoom), view), taken, view);
    }
    const moved = before.join() !== this._labels.boxes.join();
    const drawn = `${zoom} ${this._chosen} ${this._turn} ${this._surroundings(zoom)}`;
    if (this._drawn === drawn && !moved) return;
    this._drawn = drawn;
    this._map.fire("placesdrawn");
  },

  _animate(event) {
    // the new origin, as the map will have it when the animation is over
    this._moveAll(event.zoom, this._map._getNewPixelOrigin(event.center, event.zoom));
  },

  _follow() {
    if (!this._map._animatingZoom) this._moveAll(this._map.getZoom(), this._map.getPixelOrigin());
  },

  _moveAll(zoom, origin) {
    if (!this._data) return;
    const scale = 2 ** zoom;
    const { x, y } = this._data;
    for (const { element, group } of this._nodes.values()) {
      const s = group.sites[0];
      put(element, x[s] * scale + group.dx - origin.x, y[s] * scale + group.dy - origin.y);
    }
    this._shapes.move(zoom, origin);
  },

  /* ---- where it is, and the keyboard ---- */

  _point(s) {
    return L.latLng(this._data.pointOf(s));
  },

  _spot({ sites, dx, dy }) {
    const zoom = this._map.getZoom();
    return this._map.unproject(this._map.project(this._point(sites[0]), zoom).add([dx, dy]), zoom);
  },

  /* the node that stands for a place, of several the one that shows it alone */
  _nodeOf(i) {
    if (i < 0) return null;
    const s = this._data.site[i];
    const has = ({ places, sites }) => (places ? places.includes(i) : sites.includes(s));
    const holding = [...this._nodes.values()].filter(({ group }) => has(group));
    return holding.sort((one, other) => one.group.count - other.group.count)[0] || null;
  },

  _focusOn(i) {
    const node = this._nodeOf(i);
    if (node) node.element.focus({ preventScroll: true });
    return Boolean(node);
  },
});

L.placesLayer = (url, options) => new L.PlacesLayer(url, options);

export const PlacesLayer = L.PlacesLayer;
