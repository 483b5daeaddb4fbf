/* The places on the map: loads the compact JSON once, groups it by zoom, and keeps in the document only what is in view.
   `L` is the global Leaflet. Made on the page by `L.placesLayer(url, options)`. */

const L = window.L;
const SVG = "http://www.w3.org/2000/svg";

export const PAUSED = 1;
export const NOT_FOR_DROPPING_IN = 2;
export const OLD = 4;
export const UNKNOWN = 8; // not yet known whether it fits: drawn hollow and dashed

const SIZES = [[13.5, "small"], [15.5, "middle"], [Infinity, "large"]]; // 18, 30, 36 px
const FEW = 200; // up to so many sites the groups may stand closer together
const CLOSE = { far: 44, few: 36, many: 64 }; // px between two groups
const TOGETHER = 26; // px at the last zoom: places closer than this never part, they share one list
const RADIANS = Math.PI / 180;
const MARGIN = 0.15; // of the view, drawn around it

const plain = (name) =>
  typeof name === "string" ? name : name.map((part) => (typeof part === "string" ? part : part[0])).join("");

const stillness = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

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

L.PlacesLayer = L.Layer.extend({
  options: {
    sprite: "/static/icons/categories.svg",
    categories: [], // keys that the sprite has a picture for
    labels: {}, // category key → its name
    landmark: "yagawa_plus", // the category with a marker of its own, larger than the rest
    pane: "markerPane",
    words: {}, // what is said of a marker: group, site, paused, unknown, join
  },

  initialize(url, options) {
    this._url = url;
    L.setOptions(this, options);
    this._nodes = new Map(); // key of a group → {element, group, …}
    this._groups = new Map(); // zoom → groups of the whole city
    this._chosen = -1;
    this._data = null;
  },

  onAdd(map) {
    this._box = L.DomUtil.create("div", "places", this.getPane());
    L.DomEvent.on(this._box, "click", this._click, this);
    L.DomEvent.on(this._box, "dblclick", L.DomEvent.stop);
    L.DomEvent.on(this._box, "focusin", this._focused, this);
    if (this._data) this._draw();
    else this._load(map);
  },

  onRemove() {
    if (this._stop) this._stop.abort();
    this._box.remove();
    this._box = null;
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
    const i = this._data ? this._data.index.get(key) : undefined;
    return i === undefined ? null : this._place(i);
  },

  bounds() {
    const data = this._data;
    if (!data) return null;
    const bounds = L.latLngBounds([]);
    for (let i = 0; i < data.count; i++) if (data.site[i] >= 0) bounds.extend([data.lat[i], data.lon[i]]);
    return bounds.isValid() ? bounds : null;
  },

  /* where a place is, or null when it has no point here */
  point(key) {
    const i = this._data ? this._data.index.get(key) : undefined;
    return i === undefined || this._data.site[i] < 0 ? null : L.latLng(this._data.lat[i], this._data.lon[i]);
  },

  /* silent: draw the ring, tell nobody (a page about that place). Returns false when the place has no point here. */
  choose(key, { pan = false, zoom = 16, silent = false } = {}) {
    const i = this._data ? this._data.index.get(key) : undefined;
    if (i === undefined || this._data.site[i] < 0) return false;
    this._chosen = i;
    if (pan) {
      this._map.setView(this.point(key), Math.max(this._map.getZoom(), zoom), { animate: !stillness() });
    }
    this._draw();
    if (!silent) this._map.fire("placechoose", { place: this._place(i) });
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
    const i = this._data ? this._data.index.get(key) : undefined;
    return i === undefined ? false : this._focusOn(this._data.site[i]);
  },

  /* ---- data ---- */

  async _load(map) {
    const url = map.getContainer().dataset.places || this._url;
    this._stop = new AbortController();
    try {
      const answer = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" }, signal: this._stop.signal });
      if (!answer.ok) throw new Error(`${answer.status} ${url}`);
      this._read(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError" && this._map) map.fire("placesfail", { error });
      return;
    }
    if (!this._map) return;
    this._draw();
    map.fire("placesready", { count: this._data.count });
  },

  _read(raw) {
    const column = Object.fromEntries(raw.columns.map((name, i) => [name, i]));
    const rows = raw.places;
    const count = rows.length;
    const data = {
      raw, rows, column, count,
      index: new Map(),
      lat: new Float64Array(count),
      lon: new Float64Array(count),
      site: new Int32Array(count).fill(-1), // place → number of its site below; -1 without a point
      sites: [], // {members, x, y (pixels of zoom 0), landmark}
    };
    const landmark = raw.categories.indexOf(this.options.landmark);
    const seen = new Map();
    for (let i = 0; i < count; i++) {
      const row = rows[i];
      const lat = row[column.lat];
      const lon = row[column.lon];
      data.index.set(row[column.key], i);
      if (!Number.isFinite(lat) || !Number.isFinite(lon)) continue;
      data.lat[i] = lat;
      data.lon[i] = lon;
      const shared = row[column.site];
      let number = shared >= 0 ? seen.get(shared) : undefined;
      if (number === undefined) {
        const sine = Math.sin(lat * RADIANS); // the map's own projection, without an object for each place
        number = data.sites.length;
        data.sites.push({ members: [], x: (lon / 360 + 0.5) * 256, y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256, landmark: -1 });
        if (shared >= 0) seen.set(shared, number);
      }
      data.site[i] = number;
      data.sites[number].members.push(i);
      if (landmark >= 0 && row[column.category] === landmark && data.sites[number].landmark < 0) data.sites[number].landmark = i;
    }
    this._data = data;
    this._groups.clear();
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
      flags: row[column.flags] || 0,
    };
  },

  /* ---- groups of a zoom: each site joins the nearest earlier one that is closer than `near`, found through a grid ---- */

  _groupsAt(zoom) {
    const known = this._groups.get(zoom);
    if (known) return known;
    const { sites } = this._data;
    const scale = 2 ** zoom;
    const end = this._lastZoom();
    const near = zoom >= end ? TOGETHER : sites.length > FEW ? CLOSE.many : zoom > 13 ? CLOSE.few : CLOSE.far;
    const cells = new Map();
    const groups = [];
    const apart = zoom > 13; // from there on the landmark stands by itself
    for (let s = 0; s < sites.length; s++) {
      const site = sites[s];
      const x = site.x * scale;
      const y = site.y * scale;
      const alone = apart && site.landmark >= 0;
      let best = null;
      if (!alone) {
        let least = near * near;
        const column = Math.floor(x / near);
        const row = Math.floor(y / near);
        for (let dx = -1; dx <= 1; dx++) {
          for (let dy = -1; dy <= 1; dy++) {
            const cell = cells.get((column + dx) * 67108864 + row + dy);
            if (!cell) continue;
            for (const group of cell) {
              const distance = (group.x - x) ** 2 + (group.y - y) ** 2;
              if (distance < least) {
                least = distance;
                best = group;
              }
            }
          }
        }
      }
      if (best) {
        best.sites.push(s);
        best.count += site.members.length;
        continue;
      }
      const group = { key: s, x, y, sites: [s], count: site.members.length, kind: "" };
      groups.push(group);
      if (alone) continue;
      const id = Math.floor(x / near) * 67108864 + Math.floor(y / near);
      const cell = cells.get(id);
      if (cell) cell.push(group);
      else cells.set(id, [group]);
    }
    for (const group of groups) group.kind = this._kind(group, end);
    if (this._groups.size > 30) this._groups.clear();
    this._groups.set(zoom, groups);
    return groups;
  },

  _lastZoom() {
    const last = this._map.getMaxZoom();
    return Number.isFinite(last) ? last : 19;
  },

  _kind(group, end) {
    const { sites } = this._data;
    if (group.sites.length === 1) {
      const site = sites[group.sites[0]];
      if (site.landmark >= 0) return "landmark";
      return site.members.length === 1 ? "place" : "site";
    }
    const scale = 2 ** end;
    const first = sites[group.sites[0]];
    const close = group.sites.every((s) => Math.hypot(sites[s].x - first.x, sites[s].y - first.y) * scale < TOGETHER);
    return close ? "site" : "cluster";
  },

  /* ---- drawing ---- */

  _draw() {
    if (!this._data || !this._box || !this._map._loaded) return;
    const map = this._map;
    const zoom = map.getZoom();
    const view = map.getPixelBounds();
    const size = view.getSize();
    const mx = size.x * MARGIN;
    const my = size.y * MARGIN;
    const active = this._box.contains(document.activeElement) ? document.activeElement : null;
    const chosenSite = this._chosen < 0 ? -1 : this._data.site[this._chosen];
    const wanted = [];
    let own = false;
    for (const group of this._groupsAt(zoom)) {
      const inside = group.x > view.min.x - mx && group.x < view.max.x + mx && group.y > view.min.y - my && group.y < view.max.y + my;
      const node = this._nodes.get(group.key);
      if (group.sites.length === 1 && group.key === chosenSite) {
        wanted.push({ ...group, kind: "chosen", place: this._chosen });
        own = true;
      } else if (inside || (active && node && node.element === active)) wanted.push(group);
    }
    if (chosenSite >= 0 && !own) {
      // the chosen place stays itself when its neighbours are one number
      const site = this._data.sites[chosenSite];
      const scale = 2 ** zoom;
      const chosen = { key: "chosen", x: site.x * scale, y: site.y * scale, sites: [chosenSite], count: site.members.length, kind: "chosen", place: this._chosen };
      const at = wanted.findIndex((group) => group.key > chosenSite);
      wanted.splice(at < 0 ? wanted.length : at, 0, chosen);
    }
    this._show(wanted, zoom, active);
  },

  _show(wanted, zoom, active) {
    const size = SIZES.find(([limit]) => zoom <= limit)[1];
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
      L.DomUtil.setPosition(node.element, L.point(group.x, group.y)._subtract(origin)._round());
      if (node.element === cursor) cursor = cursor.nextSibling;
      else this._box.insertBefore(node.element, cursor);
    }
    if (lost) this._focusOn(lost.sites[0]);
  },

  /* gives a node the look of its group; nothing is touched when it has it already */
  _dress(node, size) {
    const { group } = node;
    const { options } = this;
    const { sites, raw, rows, column } = this._data;
    const face = `${group.kind} ${group.place ?? group.sites.join()} ${group.kind === "cluster" ? "" : size}`;
    if (node.face === face) return;
    node.face = face;
    const button = node.element;
    button.className = `marker leaflet-zoom-animated marker-${group.kind}`;
    if (group.kind === "chosen") button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
    const parts = [];
    if (group.kind === "cluster") {
      button.classList.toggle("marker-many", group.count > 99);
      button.setAttribute("aria-label", options.words.group.replace("{count}", group.count));
      parts.push(this._number(group.count, "marker-disc"));
    } else if (group.kind === "site") {
      button.setAttribute("aria-label", this._siteLabel(group));
      parts.push(this._number(group.count, "marker-disc"));
    } else {
      const site = sites[group.sites[0]];
      const i = group.place ?? (site.landmark >= 0 ? site.landmark : site.members[0]);
      const row = rows[i];
      const category = raw.categories[row[column.category]];
      const flags = row[column.flags] || 0;
      const state = flags & PAUSED ? "paused" : flags & UNKNOWN ? "unknown" : "";
      const words = [plain(row[column.name]), row[column.venue], options.labels[category] || category];
      if (state) words.push(options.words[state]);
      button.setAttribute("aria-label", group.count > 1 ? this._siteLabel(group, i) : words.filter(Boolean).join(options.words.join));
      const glyphless = size === "small" && group.kind !== "chosen";
      const name = [category, state, glyphless ? "shape" : ""].filter(Boolean).join("-");
      if (options.categories.length === 0 || options.categories.includes(category)) parts.push(picture(`${options.sprite}#${name}`));
      else parts.push(this._number("", "marker-disc"));
      if (site.landmark === i) button.classList.add("marker-large");
      if (group.count > 1) parts.push(this._number(group.count, "marker-count"));
    }
    button.replaceChildren(...parts);
  },

  _number(count, name) {
    const span = document.createElement("span");
    span.className = name;
    span.textContent = count;
    span.setAttribute("aria-hidden", "true");
    return span;
  },

  _siteLabel(group, first) {
    const { sites, rows, column } = this._data;
    const members = group.sites.flatMap((s) => sites[s].members);
    const named = first === undefined ? members.slice(0, 3) : [first];
    const names = named.map((i) => plain(rows[i][column.name])).join(this.options.words.join);
    const values = { names, count: members.length };
    return this.options.words.site.replace(/\{(names|count)\}/g, (_, name) => values[name]);
  },

  _animate(event) {
    // the new origin, as the map will have it when the animation is over
    const origin = this._map._getNewPixelOrigin(event.center, event.zoom);
    this._moveAll(event.zoom, origin);
  },

  _follow() {
    if (!this._map._animatingZoom) this._moveAll(this._map.getZoom(), this._map.getPixelOrigin());
  },

  _moveAll(zoom, origin) {
    if (!this._data) return;
    const scale = 2 ** zoom;
    for (const { element, group } of this._nodes.values()) {
      const site = this._data.sites[group.sites[0]];
      L.DomUtil.setPosition(element, L.point(site.x * scale - origin.x, site.y * scale - origin.y)._round());
    }
  },

  /* ---- what people do ---- */

  _click(event) {
    const button = event.target.closest("button");
    if (!button) return;
    L.DomEvent.stop(event);
    const map = this._map;
    if (event.detail > 0 && map.dragging.enabled() && map.dragging.moved()) return; // the end of a drag that began on a marker
    const { group } = button.places;
    const { sites } = this._data;
    if (group.kind === "cluster") {
      const bounds = L.latLngBounds(group.sites.map((s) => this._point(s)));
      const zoom = Math.min(Math.max(map.getBoundsZoom(bounds, false, L.point(72, 72)), map.getZoom() + 1), this._lastZoom());
      map.setView(bounds.getCenter(), zoom, { animate: !stillness() });
      return;
    }
    const members = group.sites.flatMap((s) => sites[s].members);
    if (members.length > 1) map.fire("placesopen", { places: members.map((i) => this._place(i)) });
    else this.choose(this._data.rows[members[0]][this._data.column.key]);
  },

  _point(s) {
    const first = this._data.sites[s].members[0];
    return L.latLng(this._data.lat[first], this._data.lon[first]);
  },

  /* the keyboard has come to a marker in the margin: bring it into view */
  _focused(event) {
    const button = event.target.closest("button");
    if (!button || !button.matches(":focus-visible")) return;
    const edge = L.point(48, 48);
    this._map.panInside(this._point(button.places.group.sites[0]), { padding: edge, animate: !stillness() });
  },

  _focusOn(site) {
    for (const { element, group } of this._nodes.values()) {
      if (!group.sites.includes(site)) continue;
      element.focus({ preventScroll: true });
      return true;
    }
    return false;
  },
});

L.placesLayer = (url, options) => new L.PlacesLayer(url, options);

export const PlacesLayer = L.PlacesLayer;
