/* From where one walks: a school or a station of the form, or where the person is, who is asked only by the tap on it.
   That place is kept in this object alone: no address, no storage and no request holds it. */

import { Ways, degrees, metresBetween } from "./walking.js";

const WAIT = { enableHighAccuracy: true, timeout: 10000, maximumAge: 60000 };
const VAGUE = 600; // m by which a position may be wrong, and still tells what is near
const FAR = 20000; // m from every school and station: nobody walks from there
const REFUSED = 1; // GeolocationPositionError.PERMISSION_DENIED

const find = (id) => document.getElementById(id);

export class Near {
  /* found(): where the person is has come, or cannot be known; origins(): the points of schools and stations */
  constructor(form, found, origins) {
    Object.assign(this, { form, found, origins });
    this.here = find("here");
    this.told = find("near-told");
    this.point = null; // where the person is
    this.waiting = 0; // grows with every search, so that what is late is dropped
    this.known = {};
  }

  /* a box was tapped */
  changed(box) {
    if (box !== this.here) this.only(box);
    else if (box.checked) this.search();
    else this.forget();
  }

  /* ---- where the person is ---- */

  search() {
    const turn = ++this.waiting;
    this.tell("searching");
    const late = () => turn !== this.waiting;
    const lost = (why, km) => {
      if (late()) return;
      this.forget();
      this.tell(why, km);
      this.found();
    };
    const come = ({ coords: { latitude, longitude, accuracy } }) => {
      if (late()) return;
      if (accuracy > VAGUE) return lost("vague", (accuracy / 1000).toFixed(1));
      const point = [latitude, longitude];
      const origins = this.origins().map(degrees);
      if (origins.length && origins.every((one) => metresBetween(one, point) > FAR)) return lost("far");
      this.point = point;
      this.tell();
      this.only(this.here);
      this.found();
    };
    if (navigator.geolocation) navigator.geolocation.getCurrentPosition(come, ({ code }) => lost(code === REFUSED ? "refused" : "failed"), WAIT);
    else lost("failed");
  }

  forget() {
    this.waiting++;
    this.point = null;
    this.here.checked = false;
    this.tell();
  }

  tell(what, km) {
    this.told.hidden = !what;
    this.told.textContent = what ? this.told.dataset[what].replace("{km}", km) : "";
  }

  /* ---- what is asked ---- */

  boxes(word) {
    return [...this.form.elements].filter(({ name }) => name === word);
  }

  /* one may walk from one place only */
  only(chosen) {
    if (chosen.name === "feet") return;
    for (const box of this.boxes("near")) if (box !== chosen) box.checked = false;
    if (this.here && chosen !== this.here && chosen.checked) this.forget();
  }

  /* the box of the place, and of whose feet go; undefined when none is asked */
  chosen() {
    if (this.point) return [this.here, this.feet()];
    const box = this.boxes("near").find(({ checked }) => checked);
    return [box, box && this.feet()];
  }

  feet() {
    return this.boxes("feet").find(({ checked }) => checked);
  }

  /* {key, sort, name, point} of the place; null when none is asked */
  origin({ raw }) {
    const [box] = this.chosen();
    if (!box) return null;
    if (box === this.here) return { key: "here", sort: "here", name: "", point: this.point };
    const point = raw.origins?.[box.value];
    return point ? { key: box.value, sort: box.closest("[data-sort]").dataset.sort, name: box.labels[0].textContent.trim(), point: degrees(point) } : null;
  }

  /* the way to each place, or null */
  ways(data) {
    const origin = this.origin(data);
    if (!origin) return null;
    const feet = this.feet()?.value;
    const asked = `${origin.point} ${feet}`;
    if (this.known.data !== data || this.known.asked !== asked) this.known = { data, asked, ways: new Ways(data, origin.point, feet) };
    return this.known.ways;
  }

  /* as parts of the sentence */
  parts() {
    const part = (box) => ({ word: box.name || "near", value: box === this.here ? "here" : box.value, said: box.dataset.said, question: "" });
    return this.chosen().filter(Boolean).map(part);
  }

  /* takes a part away; false when it is none of these */
  drop([word, value]) {
    if (value === "here") this.forget();
    return value === "here" && word === "near";
  }

  /* as an address says it; where the person is stands in none */
  query() {
    const [box, feet] = this.chosen();
    if (!box || box === this.here) return [];
    return [box, feet].filter(Boolean).map(({ name, value }) => [name, value]);
  }

  /* over the list: from where, and that it is the nearest first */
  say() {
    const order = find("order");
    if (!order) return;
    const [box] = this.chosen();
    order.hidden = !box;
    if (box) order.firstElementChild.textContent = box.dataset.order || order.dataset.words.replace("{place}", box.labels[0].textContent.trim());
  }
}
