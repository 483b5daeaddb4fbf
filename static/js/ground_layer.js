/* The ground under everything: our own drawing of the city, with its names, on one canvas below all tiles.
   A Leaflet renderer: drawn anew when a move or a zoom ends, only shifted and scaled in between.
   Made on the page by `L.groundLayer(url, options)`; the file is that of webmap/basemap/drawing.py. */

import { Scaled, readDrawing } from "./ground_drawing.js";
import { Ruler, paintLabels, placeLabels } from "./ground_labels.js";
import { marksOf, paintMarks } from "./ground_marks.js";
import { Painter } from "./ground_painter.js";

const L = window.L;
const COLOURS = [
  ...["outside", "land", "block", "around", "wood", "park", "water", "road", "casing", "rail", "border", "between"],
  ...["cherry", "ginkgo", "halo", "station", "town", "chome", "street", "school", "river", "note", "neighbour"],
  ...["park-name", "rail-name"],
];
const MOST_PIXELS = 2; // of the screen for one of ours: more is not seen and takes its time
const WHILE_MOVING = 200; // ms between two drawings while a finger is still dragging
const SCHEMES = ["(prefers-color-scheme: dark)", "print"];

L.GroundLayer = L.Renderer.extend({
  options: { pane: "ground", attribution: "", padding: 0.1, words: {} },

  initialize(url, options) {
    L.Renderer.prototype.initialize.call(this, options);
    this._url = url;
    this._plans = new Map(); // zoom → where marks and names stand
    // A move that ends at once is drawn at its end, so this looks a frame later.
    this._moving = L.Util.throttle(() => L.Util.requestAnimFrame(this._followMove, this), WHILE_MOVING);
  },

  onAdd(map) {
    if (!map.getPane("ground")) {
      const pane = map.createPane("ground"); // below the tiles, which are at 200
      pane.style.zIndex = 150;
      pane.style.pointerEvents = "none";
    }
    L.Renderer.prototype.onAdd.call(this, map);
    this._schemes = SCHEMES.map((query) => window.matchMedia(query));
    for (const scheme of this._schemes) L.DomEvent.on(scheme, "change", this._recolour, this);
    this._asked ||= this._load();
  },

  onRemove(map) {
    for (const scheme of this._schemes) L.DomEvent.off(scheme, "change", this._recolour, this);
    L.Renderer.prototype.onRemove.call(this, map);
  },

  getEvents() {
    return { ...L.Renderer.prototype.getEvents.call(this), move: this._moving, placesdrawn: this._keepClear };
  },

  /* Every name that is drawn at a zoom, anywhere in the city, with its box. */
  labels(zoom) {
    return this._drawing ? this._plan(zoom).labels : [];
  },

  /* marks and names of a zoom, made once for the markers of now */
  _plan(zoom) {
    if (!this._plans.has(zoom)) {
      const boxes = this._boxes(zoom);
      const marks = marksOf(this._drawing, zoom, boxes);
      const obstacles = [...boxes, ...marks.map((mark) => mark.box)];
      this._ruler ||= new Ruler(this._context, this._font());
      const labels = placeLabels(this._named(zoom, marks), zoom, obstacles, this._ruler);
      this._plans.set(zoom, { marks, labels, boxes: boxes.join(" ") });
    }
    return this._plans.get(zoom);
  },

  /* the names that may stand: a school's only beside its mark */
  _named(zoom, marks) {
    const marked = new Set(marks.map(({ x, y }) => `${x} ${y}`));
    const scale = 2 ** zoom;
    const stands = ({ category, at }) => category !== "school" || marked.has(`${at[0] * scale} ${at[1] * scale}`);
    return this._drawing.names.filter(stands);
  },

  async _load() {
    try {
      const answer = await fetch(this._url, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(`${answer.status} ${this._url}`);
      this._drawing = readDrawing(await answer.json());
      this._sayUndrawn();
    } catch {
      this._asked = null; // the markers stand on plain paper; the next zoom asks again
      return;
    }
    if (this._map) this._update();
  },

  /* where the source of the blocks ends, the map says so */
  _sayUndrawn() {
    const { areas, names } = this._drawing;
    if (!this.options.words.undrawn) return;
    for (const { box } of areas.undrawn || []) {
      const at = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
      names.push({ category: "note", text: [this.options.words.undrawn], zooms: [15, 18], at });
    }
  },

  _initContainer() {
    this._container = document.createElement("canvas");
    this._container.setAttribute("aria-hidden", "true");
    this._context = this._container.getContext("2d");
  },

  _destroyContainer() {
    this._container.remove();
    delete this._container;
    delete this._context;
    delete this._ruler;
    this._plans.clear();
  },

  /* Leaflet resets a view after the end of its move, which has been drawn already */
  _reset() {
    this._updateTransform(this._center, this._zoom);
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const size = this._bounds.getSize();
    const ratio = Math.min(window.devicePixelRatio || 1, MOST_PIXELS);
    const canvas = this._container;
    L.DomUtil.setPosition(canvas, this._bounds.min);
    const [width, height] = [Math.round(size.x * ratio), Math.round(size.y * ratio)];
    if (canvas.width !== width || canvas.height !== height) {
      [canvas.width, canvas.height] = [width, height]; // costs, so only when it must be
      [canvas.style.width, canvas.style.height] = [`${size.x}px`, `${size.y}px`];
    }
    this._context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this._draw(size);
  },

  _draw(size) {
    const colours = this._colours();
    if (!this._drawing) {
      this._context.fillStyle = colours.outside;
      this._context.fillRect(0, 0, size.x, size.y);
      this._asked ||= this._load();
      return;
    }
    const zoom = Math.round(this._zoom); // between two zooms, under two fingers, the nearer one is drawn in another size
    const scale = 2 ** (this._zoom - zoom);
    const origin = this._bounds.min.add(this._map.getPixelOrigin()).divideBy(scale);
    this._context.scale(scale, scale);
    this._paint(zoom, origin, size.divideBy(scale), colours);
    this._map.fire("grounddrawn");
  },

  _paint(zoom, origin, size, colours) {
    if (this._scaled?.zoom !== zoom) this._scaled = new Scaled(this._drawing, zoom);
    new Painter(this._context, this._scaled, origin, size, colours).paint();
    const sees = ({ box }) => box[2] > origin.x && box[0] < origin.x + size.x && box[3] > origin.y && box[1] < origin.y + size.y;
    const { marks, labels } = this._plan(zoom);
    paintMarks(marks.filter(sees), this._context, origin, colours, this._font(), this.options.words.school || "");
    paintLabels(labels.filter(sees), this._context, origin, colours, this._font());
  },

  /* while fingers move the map: only when it has left what is drawn */
  _followMove() {
    const map = this._map;
    if (!map || map._animatingZoom || !this._bounds || this._covers()) return;
    this._update();
  },

  /* whether the canvas, shifted and scaled as it is now, lies under the whole map */
  _covers() {
    const map = this._map;
    const zoom = map.getZoom();
    const half = this._bounds.getSize().multiplyBy(map.getZoomScale(zoom, this._zoom) / 2);
    const middle = map.project(this._center, zoom).subtract(map.getPixelOrigin());
    const corner = map.containerPointToLayerPoint([0, 0]);
    return L.bounds(middle.subtract(half), middle.add(half)).contains(L.bounds(corner, corner.add(map.getSize())));
  },

  /* the markers are others than before: the names make room */
  _keepClear() {
    const zoom = this._map.getZoom();
    const plan = this._plans.get(zoom);
    if (plan && plan.boxes === this._boxes(zoom).join(" ")) return;
    this._plans.clear();
    if (this._drawing) this._update();
  },

  _boxes(zoom) {
    const boxes = [];
    if (this._map) this._map.eachLayer((layer) => layer.boxes && boxes.push(...layer.boxes(zoom)));
    return boxes;
  },

  _recolour() {
    if (this._map) this._update();
  },

  _colours() {
    const style = getComputedStyle(this._map.getContainer());
    return Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--map-${name}`).trim()]));
  },

  _font() {
    return getComputedStyle(this._map.getContainer()).fontFamily;
  },
});

L.groundLayer = (url, options) => new L.GroundLayer(url, options);

export const GroundLayer = L.GroundLayer;
