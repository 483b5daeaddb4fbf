/* What the page shows of a match: the first of each group in their order, and which condition to loosen. */

import { FITS, match } from "./matching.js";
import { eachNeed, without } from "./needs.js";

/* rather a day, a place or money is given up than what one looks for, and that rather than who the child is */
const LOOSENED = [
  ["weekday", "time", "open", "access", "free", "booking", "alone", "takeout"],
  ["category", "q"],
  ["age", "grade", "band", "support"],
];

export const PAGE = 100; // entries of a group that are shown at once

/* The numbers of a group's next places after place `after` (-1: from the first), without sorting them all. */
export function pick({ fit, rank }, group, after = -1, size = PAGE) {
  const count = fit.length;
  const place = (i) => rank[i] * count + i;
  const start = after < 0 ? -1 : place(after);
  const kept = new Float64Array(8 * size);
  let limit = Infinity;
  let used = 0;
  for (let i = 0; i < count; i++) {
    if (fit[i] !== group) continue;
    const at = rank[i] * count + i;
    if (at <= start || at >= limit) continue;
    kept[used++] = at;
    if (used < kept.length) continue;
    limit = kept.sort()[size - 1];
    used = size;
  }
  return [...kept.subarray(0, used).sort().subarray(0, size)].map((at) => at % count);
}

/* The asked part whose leaving gives most places that fit, and how many: {part, count}; null when none helps. */
export function loosen(data, needs, now, found) {
  for (const words of LOOSENED) {
    let best = null;
    for (const part of eachNeed(needs)) {
      if (!words.includes(part[0])) continue;
      const count = match(data, without(needs, part), now, found).counts[FITS];
      if (count > (best ? best.count : 0)) best = { part, count };
    }
    if (best) return best;
  }
  return null;
}
