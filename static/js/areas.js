/* Places of which only the town is known. A small town is a soft disc with its markers in it; a wide one, or one of
   unknown width, a dashed tray with its name. Where in the disc or beside the town's point the markers stand means
   nothing, so they make room for those whose house is known. */

import { MARKER, boxOf, farOf, manyAreas, siteGroup, sizeAt } from "./place_groups.js";
import { around, grown, meet } from "./boxes.js";
import { pixels } from "./mercator.js";

const L = window.L;

const CELL = 44; // px between two markers: what a thumb needs
const IN_A_ROW = 4;
const MOST = 8; // markers in one area; of more the last gives way to their number
const SMALLEST = 12; // px: a disc below this radius is not drawn
const OVER = 1.25; // markers may stand out of their disc by so much, beyond that they are one number
const WIDEST = 264; // px: beyond that a tray's words always stand over its markers
const BESIDE = 24; // px between a town's point and its tray at most
const APART = 10; // px between words and markers, so that the ring of a chosen one leaves them free
const AWAY = 6; // square px that a marker or tray may cover rather than stand one px farther away
const TRAY_SIDE = 480; // px around a town's point within which its tray finds its place
const TRAY_ZOOM = 15; // shows most of a wide town
const EDGE = 12; // px around a disc that is looked at
const ROW = 2 ** 26; // more squares than stand in a column of the world
const TILE = 512; // px: where there are many areas, those of one square of the world make room for each other
const PLATE = { place: [36, 32], site: [50, 46], chosen: [70, 66] }; // px of a tray without its words, from afar

/* ---- where the markers stand ---- */

/* The areas of a zoom near enough to show their markers. What stands in a square is found when it is looked at, and the
   same whatever else was looked at. */
export class AreaPlan {
  /* markers(box): the boxes of the markers near; measure(words): the width and height of a tray's words in px */
  constructor(shown, zoom, markers, measure) {
    Object.assign(this, { _shown: shown, _zoom: zoom, _markers: markers, _measure: measure });
    this._side = manyAreas(shown.data) ? TILE : Infinity;
    this._reach = TRAY_SIDE;
    this._tiles = new Map();
    for (const s of shown.sites) if (shown.data.areas.has(s)) this._add(s, shown.data);
  }

  _add(s, { x, y, areas }) {
    const { radius, lat } = areas.get(s);
    const [left, top] = [x[s] * 2 ** this._zoom, y[s] * 2 ** this._zoom];
    if (radius > 0) this._reach = Math.max(this._reach, pixels(radius, lat, this._zoom) + CELL);
    const key = Math.floor(left / this._side) * ROW + Math.floor(top / this._side);
    let tile = this._tiles.get(key);
    if (!tile) this._tiles.set(key, (tile = { sites: [], box: [left, top, left, top], laid: null }));
    const { sites, box } = tile;
    sites.push(s);
    if (left < box[0]) box[0] = left;
    else if (left > box[2]) box[2] = left;
    if (top < box[1]) box[1] = top;
    else if (top > box[3]) box[3] = top;
  }

  /* all that reaches into a box, and perhaps more: [{shape, groups}, …] */
  near(box) {
    const wide = grown(box, this._reach);
    const found = [];
    for (const tile of this._tiles.values()) {
      if (!meet(tile.box, wide)) continue;
      tile.laid ||= this._layOut(tile);
      found.push(...tile.laid);
    }
    return found;
  }

  _layOut({ sites, box }) {
    const size = sizeAt(this._zoom);
    const taken = this._markers(grown(box, this._reach));
    return sites.map((s) => {
      const laid = layOut(this._shown, s, this._zoom, this._measure, taken);
      taken.push(...laid.groups.map((group) => boxOf(group, size)));
      if (laid.shape.plate) taken.push(plateBox(laid.shape));
      return laid;
    });
  }
}

/* An area at a zoom: {shape, groups}. `taken`: the boxes of what stands around. */
function layOut(shown, s, zoom, measure, taken) {
  const scale = 2 ** zoom;
  const whole = siteGroup(shown, s, shown.data.x[s] * scale, shown.data.y[s] * scale);
  const { x, y, area } = whole;
  const marker = MARKER[sizeAt(zoom)];
  const radius = pixels(area.radius, area.lat, zoom);
  const slots = fill(shown.membersOf(s), radius && marker, radius);
  const shape = { s, x, y, radius, plate: null, words: null, area };
  const side = radius ? 2 * radius + 2 * CELL : TRAY_SIDE;
  const all = around(x, y, side, side);
  const near = taken.filter((box) => shared(box, all)); // what stands farther away is in nobody's way
  const cells = radius ? inDisc(slots, marker, radius, whole, near) : inTray(slots, shape, measure(area.words), whole, near);
  return { shape, groups: slots.map((places, slot) => slotGroup(shown, whole, places, slot, cells[slot])) };
}

function slotGroup(shown, whole, places, slot, [dx, dy]) {
  const several = places.length > 1;
  return {
    ...whole, dx, dy, places,
    key: `${whole.key} ${places[0]}`,
    first: places[0],
    at: shown.at[places[0]],
    count: places.length,
    fits: shown.fitting(places),
    more: slot > 0 && several,
    kind: several ? "site" : "place",
    place: several ? -1 : places[0],
  };
}

/* the places in their slots: one each, or all in one where the disc is too small, or the last ones together */
function fill(members, marker, radius) {
  const slots = members.slice(0, members.length > MOST ? MOST - 1 : MOST).map((i) => [i]);
  if (members.length > MOST) slots.push(members.slice(MOST - 1));
  if (!marker || slots.length === 1 || reach(grid(slots.length, roundest(slots.length)), marker) <= radius * OVER) return slots;
  return [members];
}

/* centres of so many cells in rows, around 0 */
function grid(count, columns) {
  const rows = Math.ceil(count / columns);
  return Array.from({ length: count }, (_, i) => {
    const row = Math.floor(i / columns);
    const width = row < rows - 1 ? columns : count - columns * (rows - 1);
    return [(i % columns - (width - 1) / 2) * CELL, (row - (rows - 1) / 2) * CELL];
  });
}

const roundest = (count) => Math.min(IN_A_ROW, count === 2 ? 2 : Math.ceil(Math.sqrt(count)));
const reach = (cells, marker) => Math.max(...cells.map(([x, y]) => Math.hypot(x, y))) + marker / 2;

function inDisc(slots, marker, radius, at, taken) {
  const cells = grid(slots.length, roundest(slots.length));
  const free = Math.max(0, radius - reach(cells, marker) + marker / 3); // a marker may look out over the edge,
  const turns = Array.from({ length: 8 }, (_, i) => [Math.cos((i * Math.PI) / 4), Math.sin((i * Math.PI) / 4)]);
  const ways = [[0, 0], ...[0.4 * free, 0.7 * free, free, free + marker / 2].flatMap((far) => turns.map(([x, y]) => [x * far, y * far]))]; // farther rather than cover another
  const { way: [dx, dy] } = freest(ways, (x, y) => cells.map(([cx, cy]) => around(at.x + x + cx, at.y + y + cy, marker, marker)), taken);
  return cells.map(([x, y]) => [x + dx, y + dy]);
}

/* the words beside the markers, or above them where that stands better */
function inTray(slots, shape, words, at, taken) {
  const [beside, above] = [false, true].map((stacked) => tray(slots.length, words, stacked, at, taken));
  const { plate, text, cells } = beside.plate.width > WIDEST || above.cost < beside.cost ? above : beside;
  shape.plate = plate;
  shape.words = text;
  return cells;
}

function tray(count, [wide, high], above, at, taken) {
  const columns = Math.ceil(count / Math.ceil(count / IN_A_ROW));
  const rows = Math.ceil(count / columns);
  const width = above ? Math.max(wide + 24, columns * CELL + 8) : 16 + wide + APART + columns * CELL;
  const height = above ? high + 6 + rows * CELL : Math.max(rows * CELL, high + 8) + 4;
  const steps = [0, height / 4, height / 2, height / 2 + BESIDE].flatMap((y) => [y, -y]);
  const ways = [0, 0.25, -0.25, 0.5, -0.5].flatMap((x) => steps.map((y) => [x * width, y]));
  const { way: [x, y], cost } = freest(ways, (dx, dy) => [around(at.x + dx, at.y + dy, width, height)], taken);
  const text = above ? { left: (width - wide) / 2, top: 5 } : { left: 12, top: (height - high) / 2 };
  const [cx, cy] = above ? [0, (high + 4) / 2] : [(wide + 8 + APART) / 2, 0];
  return { plate: { x, y, width, height }, text, cells: grid(count, columns).map(([dx, dy]) => [x + cx + dx, y + cy + dy]), cost };
}

/* the way of standing that costs least: square px of what it covers, and a little for every px from the town's point */
function freest(ways, boxes, taken) {
  let best = { way: ways[0], cost: Infinity };
  for (const way of ways) {
    let cost = AWAY * Math.hypot(...way);
    if (cost >= best.cost) continue;
    for (const box of boxes(...way)) for (const other of taken) cost += shared(box, other);
    if (cost < best.cost) best = { way, cost };
    if (cost === 0) break;
  }
  return best;
}

function shared(one, other) {
  const width = Math.min(one[2], other[2]) - Math.max(one[0], other[0]);
  const height = Math.min(one[3], other[3]) - Math.max(one[1], other[1]);
  return width > 0 && height > 0 ? width * height : 0;
}

/* ---- from afar: one small marker or one number, its tray without words ---- */

export function farShape({ kind, sites, x, y, area }, zoom) {
  const radius = pixels(area.radius, area.lat, zoom);
  const [width, height] = PLATE[kind] || PLATE.place;
  const plate = area.radius ? null : { x: 0, y: 0, width, height };
  return { s: sites[0], x, y, radius, plate, words: null, area };
}

/* the nearest zoom, up to `most`, at which all of one of the areas is seen in so much room (px) */
export function zoomToFit(area, data, most, room) {
  if (!area.radius) return Math.min(most, TRAY_ZOOM);
  const across = Math.min(room.x, room.y) - 2 * EDGE;
  const zoom = Math.floor(Math.log2(across / pixels(2 * area.radius, area.lat, 0)));
  return Math.max(farOf(data) + 1, Math.min(most, zoom));
}

export const plateBox = ({ x, y, plate }) => around(x + plate.x, y + plate.y, plate.width, plate.height);
export const shapeBox = (shape) => (shape.plate ? plateBox(shape) : around(shape.x, shape.y, 2 * shape.radius, 2 * shape.radius));

/* ---- discs and trays in the document, under all markers ---- */

export class AreaShapes {
  constructor(map, write) {
    this._write = write; // puts a text with readings into an element
    this._drawn = new Map(); // number of the site → {element, shape, zoom}
    this._measured = new Map();
    this._pane = map.getPane("areas") || map.createPane("areas");
    this._pane.style.zIndex = 450;
    this._pane.style.pointerEvents = "none";
    this._box = L.DomUtil.create("div", "areas", this._pane);
    this._box.setAttribute("aria-hidden", "true"); // the markers say it
  }

  remove() {
    this._box.remove();
  }

  /* width and height of a tray's words in px */
  measure(words) {
    const known = this._measured.get(words);
    if (known) return known;
    const element = this._words(words);
    element.style.visibility = "hidden";
    this._box.append(element);
    const size = [element.offsetWidth, element.offsetHeight];
    element.remove();
    this._measured.set(words, size);
    return size;
  }

  draw(shapes, zoom, origin) {
    const keep = new Set();
    for (const shape of shapes) {
      if (!shape.plate && shape.radius < SMALLEST) continue;
      keep.add(shape.s);
      const known = this._drawn.get(shape.s);
      const face = `${zoom} ${JSON.stringify(shape.plate)} ${Boolean(shape.words)}`;
      if (known && known.face === face) continue;
      if (known) known.element.remove();
      const element = shape.plate ? this._tray(shape) : this._disc(shape.radius);
      this._box.append(element);
      this._drawn.set(shape.s, { element, shape, zoom, face });
    }
    for (const [s, { element }] of this._drawn) {
      if (keep.has(s)) continue;
      element.remove();
      this._drawn.delete(s);
    }
    this.move(zoom, origin);
  }

  /* a disc grows with the land below it, a tray keeps its size */
  move(zoom, origin) {
    for (const { element, shape, zoom: drawn } of this._drawn.values()) {
      const scale = 2 ** (zoom - drawn);
      const plate = shape.plate;
      const point = L.point(shape.x * scale - origin.x + (plate ? plate.x : 0), shape.y * scale - origin.y + (plate ? plate.y : 0));
      if (plate) L.DomUtil.setPosition(element, point._round());
      else L.DomUtil.setTransform(element, point, scale);
    }
  }

  _disc(radius) {
    const element = L.DomUtil.create("div", "area-disc leaflet-zoom-animated");
    centre(element, 2 * radius, 2 * radius);
    return element;
  }

  _tray({ plate, words, area }) {
    const element = L.DomUtil.create("div", "area-tray leaflet-zoom-animated");
    centre(element, plate.width, plate.height);
    if (!words) return element;
    const said = this._words(area.words);
    said.style.left = `${words.left}px`;
    said.style.top = `${words.top}px`;
    element.append(said);
    return element;
  }

  _words(text) {
    const element = L.DomUtil.create("span", "area-words");
    this._write(element, text);
    return element;
  }
}

function centre(element, width, height) {
  element.style.width = `${width}px`;
  element.style.height = `${height}px`;
  element.style.marginLeft = `${-width / 2}px`;
  element.style.marginTop = `${-height / 2}px`;
}
