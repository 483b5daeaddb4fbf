/* The cells of a pin in its form: what is sent. Here they are read as a spot, written, and brought back. */

const PARTS = ["lat", "lon", "level", "radius_m", "source", "day", "confirmed"];
const SPOT = PARTS.slice(0, 4);
const PAIR = /^\s*(-?\d+\.\d+)[\s,、]+(-?\d+\.\d+)\s*$/; // as map apps copy it
const EXACT = 6; // decimals of a degree: 0.1 m

export class PinCells {
  /* changed(): a person has typed */
  constructor(form, changed) {
    this.form = form;
    this.cells = Object.fromEntries(PARTS.map((part) => [part, form.elements[`site/location:${part}`]]));
    this.before = this.values();
    this.cells.lat.addEventListener("input", () => this.split());
    for (const part of SPOT) this.cells[part].addEventListener("input", () => this.isTold || changed());
  }

  values() {
    return Object.fromEntries(PARTS.map((part) => [part, this.cells[part].value]));
  }

  get isChanged() {
    return PARTS.some((part) => this.cells[part].value !== this.before[part]);
  }

  get isBlank() {
    return !this.cells.lat.value.trim() && !this.cells.lon.value.trim();
  }

  get address() {
    return this.form.elements["site/address:value"]?.value.trim() || "";
  }

  /* {lat, lon, level, radius}, or null where there is no point */
  spot() {
    const { lat, lon, level, radius_m } = this.values();
    const point = [Number(lat), Number(lon)];
    const isPoint = lat.trim() && lon.trim() && Math.abs(point[0]) <= 90 && Math.abs(point[1]) <= 180; // nor NaN
    return isPoint ? { lat: point[0], lon: point[1], level: level || "building", radius: Number(radius_m) || 0 } : null;
  }

  write(values) {
    for (const [part, value] of Object.entries(values)) this.cells[part].value = value;
    this.isTold = true; // for whoever watches the form; we know
    this.cells.lat.dispatchEvent(new Event("input", { bubbles: true }));
    this.isTold = false;
  }

  /* A person's pin is of a building and beats every other point, whatever stood there. */
  setByHand({ lat, lng }, source) {
    const day = document.documentElement.dataset.now?.slice(0, 10) || new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Tokyo" });
    this.write({ lat: lat.toFixed(EXACT), lon: lng.toFixed(EXACT), level: "building", radius_m: "", source, day, confirmed: "" });
  }

  setFound({ lat, lon, level, radius_m, source }) {
    this.write({ lat, lon, level, radius_m, source, day: "", confirmed: "" });
  }

  clear() {
    this.write(Object.fromEntries(PARTS.map((part) => [part, ""])));
  }

  undo() {
    this.write(this.before);
  }

  split() {
    const pair = this.cells.lat.value.match(PAIR);
    if (pair) [this.cells.lat.value, this.cells.lon.value] = pair.slice(1);
  }
}
