/* The place from where one walks, on the map: a star for a school, a train for a station, a ring for where the person is.
   Its name stands beside it where the markers leave room. */

import { around, grown, meet } from "./boxes.js";
import { coverBoxes } from "./covers.js";

const CLOSE = 16; // the closest zoom at which to look at it with the nearest places,
const FAR = 13; // and the farthest: beyond it the signs would be lost
const [LEFT, TOP, RIGHT, BOTTOM] = [36, 84, 64, 64]; // px: what lies over the map, and half a marker
const SIZE = 38; // px: as in map.css
const SIDES = ["right", "left", "top", "bottom"];

export class OriginMark {
  constructor(L, map, layer) {
    Object.assign(this, { L, map, layer, marker: null, key: null });
    map.on("placesdrawn", () => this.marker && this.nameIt());
    layer.options.taken = () => (this.marker ? [this.box()] : []);
  }

  /* origin: {key, sort, name, point} or null; nearest: points of the places that come first.
     The map moves only when it is another origin. */
  show(origin, nearest, animate) {
    const key = origin && `${origin.key} ${origin.point}`;
    if (key === this.key) return;
    this.key = key;
    this.marker?.remove();
    this.marker = origin && this.mark(origin).addTo(this.map);
    if (!origin) return;
    this.look(origin.point, nearest, animate);
    this.nameIt();
  }

  mark({ sort, name, point }) {
    const { L } = this;
    const sign = document.createElement("div");
    sign.append(document.getElementById(`origin-${sort}`).content.cloneNode(true));
    sign.querySelector("span").textContent = name;
    sign.setAttribute("aria-hidden", "true"); // the line over the list says it
    const icon = L.divIcon({ className: "origin-mark", html: sign, iconSize: [SIZE, SIZE] });
    return L.marker(point, { icon, interactive: false, keyboard: false });
  }

  look(point, nearest, animate) {
    const { L, map } = this;
    const all = L.latLngBounds([point, ...nearest]);
    const far = map.getBoundsZoom(all, false, L.point(LEFT + RIGHT, TOP + BOTTOM)) < FAR;
    const room = { paddingTopLeft: [LEFT, TOP], paddingBottomRight: [RIGHT, BOTTOM], maxZoom: far ? FAR : CLOSE };
    map.fitBounds(far ? L.latLngBounds([point, point]) : all, { ...room, animate });
  }

  /* in pixels of the map's zoom */
  box(width = SIZE, height = SIZE, side = "") {
    const { x, y } = this.map.project(this.marker.getLatLng());
    const across = { right: 1, left: -1 }[side] || 0;
    const down = { bottom: 1, top: -1 }[side] || 0;
    return around(x + (across * (SIZE + width)) / 2, y + (down * (SIZE + height)) / 2, width, height);
  }

  nameIt() {
    const name = this.marker.getElement().querySelector("span");
    name.className = ""; // as large as it is
    const taken = [...this.layer.boxes(this.map.getZoom()), ...coverBoxes(this.map)];
    const free = (side) => !taken.some((box) => meet(grown(this.box(name.offsetWidth, name.offsetHeight, side), 2), box));
    const side = SIDES.find(free);
    name.className = side ? `is-${side}` : "unseen";
  }
}
