/* How far it is on foot to every place, and who is nearest; the twin of webmap/places/nearness and walking. */

import { turnOf } from "./matching.js";

const DEGREE = 1e5; // of the file's units
const EARTH = 6371008.8; // m, its mean radius
const DETOUR = 1.3;
const PACES = { child: 60 }; // m a minute
const GROWN_UP = 80;
const ACROSS = 1e5; // a way is its minutes, or, across the river, from here on its hundreds of metres;
const NOWHERE = 2e5; // of a place without a point it is this
const WAYS = 3e5;

const RADIANS = Math.PI / 180;

export function metresBetween([lat, lon], [toLat, toLon]) {
  const half = Math.sin(((toLat - lat) * RADIANS) / 2) ** 2
    + Math.cos(lat * RADIANS) * Math.cos(toLat * RADIANS) * Math.sin(((toLon - lon) * RADIANS) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.sqrt(half));
}

/* whether the straight line crosses the river an odd number of times */
function parts(river, one, other) {
  let odd = false;
  for (let i = 1; i < river.length; i++) if (cross(one, other, river[i - 1], river[i])) odd = !odd;
  return odd;
}

const cross = (a, b, c, d) => isLeft(a, c, d) !== isLeft(b, c, d) && isLeft(c, a, b) !== isLeft(d, a, b);

const isLeft = (point, begin, end) =>
  (end[0] - begin[0]) * (point[1] - begin[1]) >= (end[1] - begin[1]) * (point[0] - begin[0]);

export const degrees = ([lat, lon]) => [lat / DEGREE, lon / DEGREE];

/* The ways from a point ([latitude, longitude]) to all places; feet: "child" or nothing. */
export class Ways {
  constructor({ raw, columns }, point, feet) {
    const river = (raw.river || []).map(degrees);
    const pace = PACES[feet] || GROWN_UP;
    this.ways = Float64Array.from(columns.lat, (lat, i) => {
      if (lat === null) return NOWHERE;
      const there = degrees([lat, columns.lon[i]]);
      const metres = metresBetween(point, there);
      if (parts(river, point, there)) return ACROSS + Math.max(1, Math.round(metres / 100));
      return Math.max(1, Math.ceil((metres * DETOUR) / pace));
    });
  }

  /* to one place: {minutes} or {km}; neither where it is not known */
  to(i) {
    const way = this.ways[i];
    if (way < ACROSS) return { minutes: way };
    return way < NOWHERE ? { km: ((way - ACROSS) / 10).toFixed(1) } : {};
  }

  /* the place of each in the order: dropping in, then nearest, then as `rank` has it */
  nearestFirst(rank, flags) {
    const count = rank.length;
    const order = Float64Array.from(rank, (one, i) => ((turnOf(flags[i]) * WAYS + this.ways[i]) * count + one) * count + i);
    const nearest = new Int32Array(count);
    order.sort().forEach((one, at) => (nearest[one % count] = at));
    return nearest;
  }
}
