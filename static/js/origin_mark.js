/* The place from where one walks, on the map: a star for a school, a train for a station, a ring for where the person is. */

const CLOSE = 16; // the closest zoom at which to look at them,
const FAR = 13; // and the farthest: beyond it the signs would be lost

export class OriginMark {
  constructor(L, map) {
    Object.assign(this, { L, map, marker: null, key: null });
  }

  /* origin: {key, sort, name, point} or null; nearest: points of the places that come first, nearest first.
     The map moves only when it is another origin. */
  show(origin, nearest, animate) {
    const key = origin && `${origin.key} ${origin.point}`;
    if (key === this.key) return;
    this.key = key;
    this.marker?.remove();
    this.marker = origin && this.mark(origin).addTo(this.map);
    if (origin) this.look(origin.point, nearest, animate);
  }

  mark({ sort, name, point }) {
    const { L } = this;
    const sign = document.createElement("div");
    sign.append(document.getElementById(`origin-${sort}`).content.cloneNode(true));
    sign.querySelector("span").textContent = name;
    sign.setAttribute("aria-hidden", "true"); // the line over the list says it
    const icon = L.divIcon({ className: `origin is-${sort}`, html: sign, iconSize: [38, 38] });
    return L.marker(point, { icon, interactive: false, keyboard: false });
  }

  look(point, nearest, animate) {
    const { L, map } = this;
    const zoom = Math.min(map.getBoundsZoom(L.latLngBounds([point, ...nearest]).pad(0.1), false, L.point(96, 120)), CLOSE);
    const bounds = L.latLngBounds(zoom < FAR ? [point] : [point, ...nearest]);
    map.setView(bounds.getCenter(), Math.max(zoom, FAR), { animate });
  }
}
