/* The columns of places.json, and the sites and areas at which its places stand. */

import { project } from "./mercator.js";

const DEGREE = 1e5; // of the file's units
const LETTER = 97; // "a", the first category

/* raw: the answer of the server; landmark: the category that has a marker of its own.
   `site` is by place, -1 without a point; `first` (place), `x` and `y` (pixels of zoom 0) are by site. `landmarks` and
   `areas` are of few sites: where only the town of places is known they stand in one area, {radius, lat, words}, its
   radius in metres, 0 where it has no disc. */
export function readPlaces(raw, landmark) {
  const { count, columns } = raw;
  const data = new PlaceData();
  Object.assign(data, {
    raw, columns, count,
    site: new Int32Array(count).fill(-1),
    sites: 0,
    first: new Int32Array(count),
    x: new Float64Array(count),
    y: new Float64Array(count),
    areas: new Map(),
    landmarks: new Map(),
  });
  data._stand();
  data._findLandmarks(raw.categories.indexOf(landmark));
  return data;
}

class PlaceData {
  /* gives each place its site: its building's, its town's, or one of its own */
  _stand() {
    const { lat, lon, site, where } = this.columns;
    const houses = new Map(); // number of a building in the file → site
    const towns = new Map();
    for (let i = 0; i < this.count; i++) {
      if (lat[i] === null || lon[i] === null) continue;
      const house = where[i] < 0 ? site[i] : -1;
      const known = where[i] >= 0 ? this._town(i, towns) : house >= 0 ? houses.get(house) ?? -1 : -1;
      const s = known >= 0 ? known : this._newSite(i);
      this.site[i] = s;
      if (house >= 0) houses.set(house, s);
    }
  }

  _town(i, towns) {
    const { lat, lon, where, radius_m } = this.columns;
    const point = lat[i] * 2 ** 26 + lon[i];
    const here = towns.get(point) || [];
    const known = here.find((s) => where[this.first[s]] === where[i] && radius_m[this.first[s]] === radius_m[i]);
    if (known !== undefined) return known;
    const s = this._newSite(i);
    this.areas.set(s, { radius: radius_m[i], lat: lat[i] / DEGREE, words: this.text("where", i) });
    towns.set(point, [...here, s]);
    return s;
  }

  _newSite(i) {
    const s = this.sites++;
    this.first[s] = i;
    [this.x[s], this.y[s]] = project(this.columns.lon[i] / DEGREE, this.columns.lat[i] / DEGREE);
    return s;
  }

  _findLandmarks(category) {
    const { categories } = this.columns;
    for (let i = 0; i < this.count; i++) {
      const s = this.site[i];
      if (s < 0 || categories[i].charCodeAt(0) - LETTER !== category) continue;
      if (!this.areas.has(s) && !this.landmarks.has(s)) this.landmarks.set(s, i);
    }
  }

  numberOf(key) {
    return this.columns.key.indexOf(key);
  }

  /* latitude and longitude of a site */
  pointOf(s) {
    const i = this.first[s];
    return [this.columns.lat[i] / DEGREE, this.columns.lon[i] / DEGREE];
  }

  text(column, i) {
    return this.raw.texts[this.columns[column][i]] ?? null;
  }

  category(i) {
    return this.raw.categories[this.columns.categories[i].charCodeAt(0) - LETTER];
  }

  /* what cards and lists say of a place; texts and the name may have readings (ruby.js) */
  place(i) {
    const { key, name, radius_m, flags } = this.columns;
    const place = { key: key[i], name: name[i], venue: this.text("venue", i) || "", category: this.category(i) };
    for (const column of ["when", "who", "fee", "day", "where", "phone"]) place[column] = this.text(column, i);
    return Object.assign(place, { radius: radius_m[i], flags: flags[i] }); // metres of its disc; 0 in a tray
  }
}
