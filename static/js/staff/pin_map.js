/* The map on which a pin is set: our own ground, the tiles of others to choose, the pin, and the disc of its radius.
   It knows points, not the form. */

import "../ground_layer.js";
import { calm, still, touch } from "../hands.js";

const L = window.L;
const CLOSE = 17; // the zoom at which a house is told from the next
const SPREAD = 15; // and a town from the next
const SIZE = 44; // px: what a thumb needs
const METRES_A_DEGREE = 111_320;
const TILES = { maxZoom: 18, referrerPolicy: "strict-origin-when-cross-origin" };

export class PinMap {
  /* setup: what web/staff/pins.py sends; moved(point, by): a person has moved the pin, with the arrow keys by
     [metres to the east, metres to the north] */
  constructor(element, setup, words, moved) {
    Object.assign(this, { words, moved, disc: null, marker: null });
    const options = { center: setup.center, zoom: setup.zoom, minZoom: 5, maxZoom: 18, zoomControl: false };
    this.map = L.map(element, options);
    this.map.attributionControl.setPrefix(false);
    this.map.getPane("overlayPane").setAttribute("aria-hidden", "true"); // the disc is said in words
    addLayers(this.map, setup);
    const { zoomIn, zoomOut, layers } = element.dataset;
    L.control.zoom({ position: "topright", zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(this.map);
    nameToggle(element, layers);
    touch(this.map, element);
    calm(this.map, element);
    new ResizeObserver(() => this.map.invalidateSize({ animate: false })).observe(element);
    this.map.on("click", ({ latlng }) => this.marker || this.moved(latlng));
  }

  middle() {
    return this.map.getCenter();
  }

  /* spot: {lat, lon, level, radius} or null; `look` moves the map there */
  show(spot, look) {
    this.disc?.remove();
    this.disc = null;
    if (!spot) {
      this.marker?.remove();
      this.marker = null;
      return;
    }
    const point = [spot.lat, spot.lon];
    if (this.marker) this.marker.setLatLng(point);
    else this.place(point);
    this.marker.getElement().classList.toggle("about", spot.level === "town" || spot.level === "city");
    if (spot.radius) this.disc = L.circle(point, { radius: spot.radius, className: "pin-disc", interactive: false }).addTo(this.map);
    if (look) this.look(point, spot);
    else this.map.panInside(point, { padding: [SIZE, SIZE], animate: !still() });
  }

  look(point, { level, radius }) {
    if (radius) this.map.fitBounds(L.latLng(point).toBounds(radius * 2.4), { animate: false });
    else this.map.setView(point, level === "building" || level === "block" ? CLOSE : SPREAD, { animate: false });
  }

  place(point) {
    const sign = document.createElement("span");
    const icon = L.divIcon({ className: "pin-marker", html: sign, iconSize: [SIZE, SIZE], iconAnchor: [SIZE / 2, SIZE] });
    this.marker = L.marker(point, { icon, draggable: true, autoPan: true }).addTo(this.map);
    this.marker.on("dragend", () => this.moved(this.marker.getLatLng()));
    this.marker.on("drag", () => this.disc?.remove());
    const element = this.marker.getElement();
    element.setAttribute("role", "application"); // so that the arrow keys of a screen reader move it
    element.setAttribute("aria-label", this.words.point);
    element.setAttribute("aria-describedby", "pin-keys");
    element.addEventListener("keydown", (event) => this.key(event));
  }

  key(event) {
    const way = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowRight: [1, 0], ArrowLeft: [-1, 0] }[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const by = way.map((one) => one * (event.shiftKey ? 10 : 1));
    const { lat, lng } = this.marker.getLatLng();
    const around = METRES_A_DEGREE * Math.cos((lat * Math.PI) / 180);
    this.moved(L.latLng(lat + by[1] / METRES_A_DEGREE, lng + by[0] / around), by);
  }
}

function addLayers(map, { ground, ours, tiles }) {
  const own = L.layerGroup().addTo(map);
  const { url, credit, words } = ground;
  if (url) L.groundLayer(url, { attribution: credit, words }).addTo(map);
  const others = tiles.map((one) => [one.name, L.tileLayer(one.url, { ...TILES, attribution: one.credit })]);
  L.control.layers({ [ours]: own, ...Object.fromEntries(others) }, null, { position: "topright" }).addTo(map);
}

/* Leaflet names this one control in English and has no option for it. */
function nameToggle(element, words) {
  const toggle = element.querySelector(".leaflet-control-layers-toggle");
  toggle.title = words;
  toggle.setAttribute("aria-label", words);
}
