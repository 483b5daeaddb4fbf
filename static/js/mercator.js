/* The map's own projection (EPSG:3857), in pixels of zoom 0. */

const EQUATOR = 40075016.686; // m
const RADIANS = Math.PI / 180;

/* where a point is, without an object for each */
export function project(lon, lat) {
  const sine = Math.sin(lat * RADIANS);
  return [(lon / 360 + 0.5) * 256, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256];
}

/* how many pixels of a zoom so many metres are at a latitude */
export function pixels(metres, latitude, zoom) {
  return (metres * 256 * 2 ** zoom) / (EQUATOR * Math.cos(latitude * RADIANS));
}
