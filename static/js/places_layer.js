/* The places on the map: loads the compact JSON once, groups it by zoom, and keeps in the document only what is in view.
   `L` is the global Leaflet. Made on the page by `L.placesLayer(url, options)`. */

import { AreaShapes, farShape, layOut, plateBox, zoomToFit } from "./areas.js";
import { readPlaces } from "./place_data.js";
import { FAR, boxOf, groupsAt, membersOf, sizeAt } from "./place_groups.js";
import { MarkerFaces } from "./marker_faces.js";
import { writeName } from "./ruby.js";

const L = window.L;

const MARGIN = 0.15; // of the view, drawn around it
const KEPT = 30; // zooms whose groups are kept

const stillness = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

L.PlacesLayer = L.Layer.extend({
  options: {
    sprite: "/static/icons/categories.svg",
    categories: [], // keys that the sprite has a picture for
    labels: {}, // category key → its name
    landmark: "yagawa_plus", // the category with a marker of its own, larger than the rest
    pane: "markerPane",
    words: {}, // what is said of a marker: group, site, paused, unknown, about, join
  },

  initialize(url, options) {
    this._url = url;
    L.setOptions(this, options);
    this._nodes = new Map(); // key of a group → {element, group, …}
    this._groups = new Map(); // zoom → groups and shapes of the whole city
    this._chosen = -1;
    this._data = null;
  },

  onAdd(map) {
    this._shapes = new AreaShapes(map, writeName);
    this._box = L.DomUtil.create("div", "places", this.getPane());
    L.DomEvent.on(this._box, "click", this._click, this);
    L.DomEvent.on(this._box, "dblclick", L.DomEvent.stop);
    L.DomEvent.on(this._box, "focusin", this._focused, this);
    if (this._data) this._draw();
    else this._load(map);
  },

  onRemove() {
    if (this._stop) this._stop.abort();
    this._shapes.remove();
    this._box.remove();
    this._box = null;
    this._drawn = null;
    this._nodes.clear();
  },

  getEvents() {
    const events = { moveend: this._draw, zoom: this._follow }; // every zoom ends with a moveend
    if (this._map._zoomAnimated) events.zoomanim = this._animate;
    return events;
  },

  /* ---- what others may ask ---- */

  isReady() {
    return this._data !== null;
  },

  place(key) {
    const i = this._number(key);
    return i < 0 ? null : this._place(i);
  },

  /* all places, their discs included */
  bounds() {
    const bounds = L.latLngBounds([]);
    if (!this._data) return null;
    this._data.sites.forEach((site, s) => {
      const point = this._point(s);
      bounds.extend(site.area && site.area.radius ? point.toBounds(2 * site.area.radius) : point);
    });
    return bounds.isValid() ? bounds : null;
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
    const tray = s < 0 ? null : this._shownAt(zoom).shapes.find((shape) => shape.s === s && shape.plate);
    return tray ? this._map.unproject([tray.x + tray.plate.x, tray.y + tray.plate.y], zoom) : this.point(key);
  },

  /* the zoom at which to look at a place: at least `zoom`, or the one at which all of its area is seen in `room` (px) */
  zoomFor(key, zoom = 16, room = this._map.getSize()) {
    const s = this._siteOf(key);
    const area = s < 0 ? null : this._data.sites[s].area;
    return area ? zoomToFit(area, zoom, room) : Math.max(this._map.getZoom(), zoom);
  },

  /* What would be drawn at a zoom, as the eye sees it: [[minX, minY, maxX, maxY], …] in projected pixels of that zoom.
     A disc is not among them: it is a tint, on which names stay legible. */
  boxes(zoom) {
    if (!this._data || !this._map) return [];
    const { groups, shapes } = this._shownAt(zoom);
    const size = sizeAt(zoom);
    return [
      ...groups.map((group) => boxOf(group, this._data.sites, size)),
      ...shapes.filter((shape) => shape.plate).map(plateBox),
    ];
  },

  /* silent: draw the ring, tell nobody (a page about that place). Returns false when the place has no point here. */
  choose(key, { pan = false, zoom = 16, silent = false } = {}) {
    if (this._siteOf(key) < 0) return false;
    this._chosen = this._number(key);
    if (pan) {
      const near = this.zoomFor(key, zoom);
      this._map.setView(this.middle(key, near), near, { animate: !stillness() });
    }
    this._draw();
    if (!silent) this._map.fire("placechoose", { place: this._place(this._chosen) });
    return true;
  },

  unchoose() {
    if (this._chosen < 0) return;
    this._chosen = -1;
    if (this._map) {
      this._draw();
      this._map.fire("placeunchoose");
    }
  },

  /* moves the keyboard to the marker that stands for the place; false when it is not in view */
  focus(key) {
    return this._focusOn(this._number(key));
  },

  /* ---- data ---- */

  async _load(map) {
    const url = map.getContainer().dataset.places || this._url;
    this._stop = new AbortController();
    try {
      const answer = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" }, signal: this._stop.signal });
      if (!answer.ok) throw new Error(`${answer.status} ${url}`);
      this._data = readPlaces(await answer.json(), this.options.landmark);
      this._faces = new MarkerFaces(this._data, this.options);
      this._groups.clear();
    } catch (error) {
      if (error.name !== "AbortError" && this._map) map.fire("placesfail", { error });
      return;
    }
    if (!this._map) return;
    this._draw();
    map.fire("placesready", { count: this._data.count });
  },

  _number(key) {
    return (this._data && this._data.index.get(key)) ?? -1;
  },

  _siteOf(key) {
    const i = this._number(key);
    return i < 0 ? -1 : this._data.site[i];
  },

  _place(i) {
    const { raw, rows, column } = this._data;
    const row = rows[i];
    const text = (name) => (row[column[name]] >= 0 ? raw.texts[row[column[name]]] : null);
    return {
      key: row[column.key],
      name: row[column.name],
      venue: row[column.venue] || "",
      category: raw.categories[row[column.category]],
      when: text("when"),
      who: text("who"),
      fee: text("fee"),
      day: text("day"),
      where: text("where"),
      radius: row[column.radius_m] || 0, // metres of its disc; 0 in a tray
      flags: row[column.flags] || 0,
    };
  },

  /* ---- what is drawn at a zoom ---- */

  _groupsAt(zoom) {
    const known = this._groups.get(zoom);
    if (known) return known;
    const { sites } = this._data;
    const groups = groupsAt(sites, zoom, this._lastZoom());
    const shapes = [];
    if (zoom > FAR) this._layOutAreas(zoom, groups, shapes);
    if (this._groups.size > KEPT) this._groups.clear();
    this._groups.set(zoom, { groups, shapes });
    return { groups, shapes };
  },

  _layOutAreas(zoom, groups, shapes) {
    const { sites } = this._data;
    const size = sizeAt(zoom);
    const areas = [...sites.keys()].filter((s) => sites[s].area);
    if (areas.length === 0) return;
    const taken = groups.map((group) => boxOf(group, sites, size));
    for (const s of areas) {
      const laid = layOut(s, sites[s], zoom, (words) => this._shapes.measure(words), taken);
      taken.push(...laid.groups.map((group) => boxOf(group, sites, size)));
      if (laid.shape.plate) taken.push(plateBox(laid.shape));
      groups.push(...laid.groups);
      shapes.push(laid.shape);
    }
  },

  /* with the ring of the chosen one; it stays itself when its neighbours are one number */
  _shownAt(zoom) {
    const { sites, site } = this._data;
    const known = this._groupsAt(zoom);
    let groups = known.groups;
    if (this._chosen >= 0) {
      const s = site[this._chosen];
      const holds = (group) => group.sites.length === 1 && group.sites[0] === s && membersOf(group, sites).includes(this._chosen);
      const at = groups.findIndex(holds);
      const ring = at < 0 ? this._ring(s, zoom) : { ...groups[at], kind: "chosen", place: this._chosen };
      const later = at < 0 ? groups.findIndex((group) => group.key > s) : at;
      groups = groups.slice();
      groups.splice(later < 0 ? groups.length : later, at < 0 ? 0 : 1, ring);
    }
    if (zoom > FAR) return { groups, shapes: known.shapes };
    const areas = groups.filter((group) => group.sites.length === 1 && sites[group.sites[0]].area);
    return { groups, shapes: areas.map((group) => farShape(group, sites[group.sites[0]], zoom)) };
  },

  _ring(s, zoom) {
    const site = this._data.sites[s];
    const scale = 2 ** zoom;
    return { key: "chosen", x: site.x * scale, y: site.y * scale, dx: 0, dy: 0, sites: [s], count: site.members.length, kind: "chosen", place: this._chosen };
  },

  _lastZoom() {
    const last = this._map.getMaxZoom();
    return Number.isFinite(last) ? last : 19;
  },

  /* ---- drawing ---- */

  _draw() {
    if (!this._data || !this._box || !this._map._loaded) return;
    const map = this._map;
    const zoom = map.getZoom();
    const view = map.getPixelBounds();
    const edge = view.getSize().multiplyBy(MARGIN);
    const inside = ([minX, minY, maxX, maxY]) =>
      maxX > view.min.x - edge.x && minX < view.max.x + edge.x && maxY > view.min.y - edge.y && minY < view.max.y + edge.y;
    const active = this._box.contains(document.activeElement) ? document.activeElement : null;
    const { groups, shapes } = this._shownAt(zoom);
    const wanted = groups.filter(({ kind, key, x, y, dx, dy }) => {
      if (kind === "chosen" || inside([x + dx, y + dy, x + dx, y + dy])) return true;
      const node = active && this._nodes.get(key);
      return node && node.element === active;
    });
    const wide = (shape) => (shape.plate ? plateBox(shape) : [shape.x - shape.radius, shape.y - shape.radius, shape.x + shape.radius, shape.y + shape.radius]);
    this._shapes.draw(shapes.filter((shape) => inside(wide(shape))), this._data.sites, zoom, map.getPixelOrigin());
    this._show(wanted, zoom, active);
    const drawn = `${zoom} ${this._chosen}`;
    if (this._drawn === drawn) return;
    this._drawn = drawn;
    map.fire("placesdrawn"); // `boxes` may have changed
  },

  _show(wanted, zoom, active) {
    const size = sizeAt(zoom);
    if (this._box.dataset.size !== size) this._box.dataset.size = size;
    const keep = new Set(wanted.map((group) => group.key));
    let lost = null;
    for (const [key, node] of this._nodes) {
      if (keep.has(key)) continue;
      if (node.element === active) lost = node.group;
      node.element.remove();
      this._nodes.delete(key);
    }
    const origin = this._map.getPixelOrigin();
    let cursor = this._box.firstChild;
    for (const group of wanted) {
      let node = this._nodes.get(group.key);
      if (!node) {
        node = { element: document.createElement("button"), face: "" };
        node.element.type = "button";
        node.element.places = node;
        this._nodes.set(group.key, node);
      }
      node.group = group;
      this._dress(node, size);
      L.DomUtil.setPosition(node.element, L.point(group.x + group.dx, group.y + group.dy)._subtract(origin)._round());
      if (node.element === cursor) cursor = cursor.nextSibling;
      else this._box.insertBefore(node.element, cursor);
    }
    if (lost) this._focusOn(membersOf(lost, this._data.sites)[0]);
  },

  /* gives a node the look of its group; nothing is touched when it has it already */
  _dress(node, size) {
    const { group } = node;
    const face = `${group.kind} ${group.place ?? ""} ${(group.places || group.sites).join()} ${group.kind === "cluster" ? "" : size}`;
    if (node.face === face) return;
    node.face = face;
    this._faces.dress(node.element, group, size);
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
    for (const { element, group } of this._nodes.values()) {
      const site = this._data.sites[group.sites[0]];
      L.DomUtil.setPosition(element, L.point(site.x * scale + group.dx - origin.x, site.y * scale + group.dy - origin.y)._round());
    }
    this._shapes.move(zoom, origin);
  },

  /* ---- what people do ---- */

  _click(event) {
    const button = event.target.closest("button");
    if (!button) return;
    L.DomEvent.stop(event);
    const map = this._map;
    if (event.detail > 0 && map.dragging.enabled() && map.dragging.moved()) return; // the end of a drag that began on a marker
    const { group } = button.places;
    if (group.kind === "cluster") {
      const bounds = L.latLngBounds(group.sites.map((s) => this._point(s)));
      const zoom = Math.min(Math.max(map.getBoundsZoom(bounds, false, L.point(72, 72)), map.getZoom() + 1), this._lastZoom());
      map.setView(bounds.getCenter(), zoom, { animate: !stillness() });
      return;
    }
    const members = membersOf(group, this._data.sites);
    if (members.length > 1) map.fire("placesopen", { places: members.map((i) => this._place(i)) });
    else this.choose(this._data.rows[members[0]][this._data.column.key]);
  },

  _point(s) {
    const first = this._data.sites[s].members[0];
    return L.latLng(this._data.lat[first], this._data.lon[first]);
  },

  _spot(group) {
    const site = this._data.sites[group.sites[0]];
    const zoom = this._map.getZoom();
    return this._map.unproject([site.x * 2 ** zoom + group.dx, site.y * 2 ** zoom + group.dy], zoom);
  },

  /* the keyboard has come to a marker in the margin: bring it into view */
  _focused(event) {
    const button = event.target.closest("button");
    if (!button || !button.matches(":focus-visible")) return;
    this._map.panInside(this._spot(button.places.group), { padding: L.point(48, 48), animate: !stillness() });
  },

  /* the node that stands for a place, of several the one that shows it alone */
  _nodeOf(i) {
    const { sites } = this._data || {};
    const holding = i < 0 ? [] : [...this._nodes.values()].filter(({ group }) => membersOf(group, sites).includes(i));
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
