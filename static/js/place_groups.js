/* Groups of a zoom: each site, in the order of the list, joins the nearest earlier group that is closer than `near`. */

import { around, holds } from "./boxes.js";

const FEW = 200; // up to so many sites the groups may stand closer together, up to so many areas they show from FAR on
const FAR = 13; // up to this zoom all that stands close together is one number, areas too
const FAR_MANY = 15; // the same where there are more
const CLOSE = { far: 44, few: 36, many: 64 }; // px between two groups
const TOGETHER = 26; // px at the last zoom: places closer than this never part, they share one list

export const manyAreas = (data) => data.areas.size > FEW;
export const farOf = (data) => (manyAreas(data) ? FAR_MANY : FAR);

/* `head` (the site at which it stands), `x` and `y` (pixels of the zoom), `size` (places) and `fits` (how many of them
   fit) are by group. `end` is the map's last zoom. The areas are among the groups from afar only; nearer they are laid
   out on their own. */
export class Groups {
  constructor(shown, zoom, end) {
    const { sites, data } = shown;
    const far = farOf(data);
    this._shown = shown;
    this._near = zoom >= end ? TOGETHER : sites.length > FEW ? CLOSE.many : zoom > far ? CLOSE.few : CLOSE.far;
    this._together = TOGETHER / 2 ** end;
    this._apart = zoom > far; // from there on the landmark stands by itself
    this._made = new Map(); // number of a group → what `group` gives
    this.count = 0;
    this._allocate(sites.length, data.sites);
    this._join(2 ** zoom);
  }

  _allocate(most, sites) {
    for (const name of ["head", "size", "fits", "_last", "_next"]) this[name] = new Int32Array(most);
    this.x = new Float64Array(most);
    this.y = new Float64Array(most);
    this._after = new Int32Array(sites).fill(-1); // the next site of the same group
    this._mask = 2 ** (32 - Math.clz32(most)) - 1;
    this._cells = new Int32Array(this._mask + 1).fill(-1); // cell → the last group in it; `_next` leads to the others
  }

  _join(scale) {
    const { sites, data, size, fits } = this._shown;
    for (let k = 0; k < sites.length; k++) {
      const s = sites[k];
      if (this._apart && data.areas.has(s)) continue;
      const x = data.x[s] * scale;
      const y = data.y[s] * scale;
      const alone = this._apart && this._shown.landmarkOf(s) >= 0;
      let g = alone ? -1 : this._nearest(x, y);
      if (g < 0) g = this._begin(s, x, y, alone);
      else this._after[this._last[g]] = s;
      this._last[g] = s;
      this.size[g] += size[s];
      this.fits[g] += fits[s];
    }
  }

  _begin(s, x, y, alone) {
    const g = this.count++;
    this.head[g] = s;
    this.x[g] = x;
    this.y[g] = y;
    if (alone) return g;
    const side = 2 * this._near;
    const cell = this._cell(Math.floor(x / side), Math.floor(y / side));
    this._next[g] = this._cells[cell];
    this._cells[cell] = g;
    return g;
  }

  /* Cells share a number now and then: their groups are only looked at in vain. */
  _cell(column, row) {
    return (Math.imul(column, 73856093) ^ Math.imul(row, 19349663)) & this._mask;
  }

  /* cells are so wide that what is near lies in two times two of them */
  _nearest(x, y) {
    const side = 2 * this._near;
    const column = Math.round(x / side);
    const row = Math.round(y / side);
    let best = -1;
    let least = this._near ** 2;
    for (let corner = 0; corner < 4; corner++) {
      for (let g = this._cells[this._cell(column - (corner & 1), row - (corner >> 1))]; g >= 0; g = this._next[g]) {
        const distance = (this.x[g] - x) ** 2 + (this.y[g] - y) ** 2;
        if (distance >= least) continue;
        least = distance;
        best = g;
      }
    }
    return best;
  }

  /* the groups in a box, in the order of the list */
  within(box) {
    const found = [];
    for (let g = 0; g < this.count; g++) {
      if (holds(box, this.x[g], this.y[g])) found.push(this.group(g));
    }
    return found;
  }

  group(g) {
    if (!this._made.has(g)) this._made.set(g, this._make(g));
    return this._made.get(g);
  }

  _make(g) {
    const sites = [];
    for (let s = this.head[g]; s >= 0; s = this._after[s]) sites.push(s);
    const group = siteGroup(this._shown, sites[0], this.x[g], this.y[g]);
    if (sites.length === 1) return group;
    return { ...group, sites, count: this.size[g], fits: this.fits[g], kind: this._kind(sites), place: -1, large: false, area: null };
  }

  _kind(sites) {
    const { x, y, areas } = this._shown.data;
    const [first] = sites;
    const close = sites.every((s) => !areas.has(s) && Math.hypot(x[s] - x[first], y[s] - y[first]) < this._together);
    return close ? "site" : "cluster";
  }
}

/* One site as a group: {key, x, y (pixels of the zoom), dx, dy (how far beside it stands), sites, count, fits, kind,
   first (place), at (its place in the list), place (the one whose sign it shows, or -1), large, area}. */
export function siteGroup(shown, s, x, y) {
  const landmark = shown.landmarkOf(s);
  const count = shown.size[s];
  const first = shown.members[shown.start[s]];
  return {
    key: s, x, y, dx: 0, dy: 0, sites: [s], count, fits: shown.fits[s],
    first, at: shown.at[first],
    kind: landmark >= 0 ? "landmark" : count === 1 ? "place" : "site",
    place: landmark >= 0 ? landmark : count === 1 ? first : -1,
    large: landmark >= 0,
    area: shown.data.areas.get(s) || null,
  };
}

/* the places of a group, by number, in the order of the list */
export function membersOf(group, shown) {
  if (group.places) return group.places;
  const members = group.sites.flatMap((s) => shown.membersOf(s));
  return group.sites.length > 1 ? members.sort((one, other) => shown.at[one] - shown.at[other]) : members;
}

/* ---- what the eye sees of a group, as the styles in map.css draw it ---- */

export const SIZES = [[13.5, "small"], [15.5, "middle"], [Infinity, "large"]];
export const sizeAt = (zoom) => SIZES.find(([limit]) => zoom <= limit)[1];
export const MARKER = { small: 26, middle: 30, large: 36 };
const LANDMARK = { small: 34, middle: 44, large: 54 };
const HALF = { cluster: 20, many: 24, site: 22.5, area: 20, chosen: 29 };
const COUNT = { small: [15, -12, 8], middle: [19, -15, 10], landmark: [-20, -15, 10], chosen: [22, -20, 10] }; // x, y, half

/* the number on a group from afar: of those that fit, or of all when none is known to */
export const numberOf = (group) => group.fits || group.count;
export const MANY = 99; // a greater number needs a larger disc

export function boxOf(group, size) {
  const half = halfOf(group, size);
  const x = group.x + group.dx;
  const y = group.y + group.dy;
  const box = around(x, y, 2 * half, 2 * half);
  if (group.count < 2 || !["landmark", "chosen", "place"].includes(group.kind)) return box;
  const [dx, dy, reach] = COUNT[group.large ? "landmark" : group.kind === "chosen" ? "chosen" : size === "small" ? "small" : "middle"];
  return [Math.min(box[0], x + dx - reach), Math.min(box[1], y + dy - reach), Math.max(box[2], x + dx + reach), Math.max(box[3], y + dy + reach)];
}

function halfOf(group, size) {
  if (group.kind === "chosen") return HALF.chosen;
  if (group.kind === "cluster") return numberOf(group) > MANY ? HALF.many : HALF.cluster;
  if (group.kind === "site") return group.area ? HALF.area : HALF.site;
  return (group.large ? LANDMARK : MARKER)[size] / 2;
}
