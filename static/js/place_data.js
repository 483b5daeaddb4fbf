/* The compact JSON as arrays, and the sites and areas at which its places stand. */

import { project } from "./mercator.js";

/* raw: the answer of the server; landmark: the category that has a marker of its own.
   A site is {members, x, y, landmark, area}; x and y are pixels of zoom 0. Where only the town of places is known
   they stand in one area, {radius (metres; 0: it has no disc), words}; elsewhere `area` is null. */
export function readPlaces(raw, landmark) {
  const column = Object.fromEntries(raw.columns.map((name, i) => [name, i]));
  const rows = raw.places;
  const count = rows.length;
  const data = {
    raw, rows, column, count,
    index: new Map(),
    lat: new Float64Array(count),
    lon: new Float64Array(count),
    site: new Int32Array(count).fill(-1), // place → number of its site below; -1 without a point
    sites: [],
  };
  const own = raw.categories.indexOf(landmark);
  const seen = new Map();
  for (let i = 0; i < count; i++) {
    const row = rows[i];
    data.index.set(row[column.key], i);
    if (Number.isFinite(row[column.lat]) && Number.isFinite(row[column.lon])) place(data, seen, i, own);
  }
  return data;
}

function place(data, seen, i, landmark) {
  const { raw, rows, column, sites } = data;
  const row = rows[i];
  const lat = (data.lat[i] = row[column.lat]);
  const lon = (data.lon[i] = row[column.lon]);
  const where = row[column.where] ?? -1;
  const radius = row[column.radius_m] || 0;
  const shared = where >= 0 ? `${lat} ${lon} ${radius} ${where}` : row[column.site];
  let number = shared === -1 ? undefined : seen.get(shared);
  if (number === undefined) {
    number = sites.length;
    const area = where >= 0 ? { radius, lat, words: raw.texts[where] } : null;
    const [x, y] = project(lon, lat);
    sites.push({ members: [], x, y, landmark: -1, area });
    if (shared !== -1) seen.set(shared, number);
  }
  const site = sites[number];
  data.site[i] = number;
  site.members.push(i);
  if (!site.area && site.landmark < 0 && landmark >= 0 && row[column.category] === landmark) site.landmark = i;
}
