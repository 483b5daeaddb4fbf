/* The places that a filter leaves, in the order of the list, and the sites at which they stand. */

const NOT_FOR_DROPPING_IN = 2; // of the flags
export const [FITS, UNKNOWN, LEFT_OUT] = [0, 1, 2];

/* filter: {fit, rank}, or null for all places but those that are not for dropping in; `always`: the numbers of places
   that are shown whatever it says. `sites` are in the order of their first place, `at` is the place of a place in it;
   `start`, `size` and `fits` (how many fit) are by site, of `members` from `start` on. */
export class ShownPlaces {
  constructor(data, filter, always) {
    this.data = data;
    this.filtered = Boolean(filter);
    this.fit = filter ? filter.fit.slice() : unfiltered(data.columns.flags);
    for (const i of always) if (this.fit[i] === LEFT_OUT) this.fit[i] = FITS;
    const order = inOrder(this.fit, filter && filter.rank);
    this.at = new Int32Array(data.count);
    for (let at = 0; at < order.length; at++) this.at[order[at]] = at;
    this._countSites(order);
    this._fillSites(order);
  }

  _countSites(order) {
    const { site, sites } = this.data;
    this.size = new Int32Array(sites);
    this.fits = new Int32Array(sites);
    this.sites = new Int32Array(sites);
    let count = 0;
    for (let at = 0; at < order.length; at++) {
      const i = order[at];
      const s = site[i];
      if (s < 0) continue;
      if (this.size[s]++ === 0) this.sites[count++] = s;
      if (this.fit[i] === FITS) this.fits[s]++;
    }
    this.sites = this.sites.subarray(0, count);
  }

  _fillSites(order) {
    const { site, sites } = this.data;
    this.start = new Int32Array(sites);
    let start = 0;
    for (let k = 0; k < this.sites.length; k++) {
      this.start[this.sites[k]] = start;
      start += this.size[this.sites[k]];
    }
    const next = this.start.slice();
    this.members = new Int32Array(start);
    for (let at = 0; at < order.length; at++) {
      const i = order[at];
      if (site[i] >= 0) this.members[next[site[i]]++] = i;
    }
  }

  has(i) {
    return i >= 0 && this.fit[i] !== LEFT_OUT;
  }

  /* the places of a site */
  membersOf(s) {
    return Array.from(this.members.subarray(this.start[s], this.start[s] + this.size[s]));
  }

  /* the place of a site that has a marker of its own, or -1 */
  landmarkOf(s) {
    const i = this.data.landmarks.get(s) ?? -1;
    return this.has(i) ? i : -1;
  }

  fitting(places) {
    return places.reduce((sum, i) => sum + (this.fit[i] === FITS), 0);
  }
}

function unfiltered(flags) {
  const fit = new Uint8Array(flags.length);
  for (let i = 0; i < fit.length; i++) if (flags[i] & NOT_FOR_DROPPING_IN) fit[i] = LEFT_OUT;
  return fit;
}

/* the numbers of the places that are shown, by rank and then by row */
function inOrder(fit, rank) {
  const count = fit.length;
  const first = new Int32Array(count).fill(-1);
  const next = new Int32Array(count);
  for (let i = count - 1; i >= 0; i--) {
    if (fit[i] === LEFT_OUT) continue;
    const r = rank ? Math.min(Math.max(rank[i], 0), count - 1) : i;
    next[i] = first[r];
    first[r] = i;
  }
  const order = new Int32Array(count);
  let length = 0;
  for (let r = 0; r < count; r++) for (let i = first[r]; i >= 0; i = next[i]) order[length++] = i;
  return order.subarray(0, length);
}
