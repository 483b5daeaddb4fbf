/* The pin of a place: joins the map and the cells of the form. */

import { searchKeys } from "./kin.js";
import { PinCells } from "./pin_cells.js";
import { showFound } from "./pin_found.js";
import { PinMap } from "./pin_map.js";

const EARTH = 6_371_008.8; // m
const RADIAN = Math.PI / 180;

class Pin {
  constructor(root) {
    this.root = root;
    this.setup = JSON.parse(root.dataset.pin);
    this.words = this.setup.words;
    for (const name of ["tools", "frame", "keys"]) this.part(name).hidden = false;
    this.part("far")?.remove(); // it is said below the map
    this.cells = new PinCells(root.closest("form"), () => this.draw(true));
    this.map = new PinMap(this.part("map"), this.setup, this.words, (point, by) => this.move(point, by));
    this.listen();
    searchKeys(this.cells.form, this.words);
    this.draw(true);
  }

  part(name) {
    return this.root.querySelector(`[data-pin-${name}]`);
  }

  listen() {
    const on = (name, work) => this.part(name).addEventListener("click", work);
    const found = (one) => {
      this.cells.setFound(one);
      this.draw(true);
      this.part("find").focus();
    };
    on("find", () => showFound(this.part("found"), this.cells, this.words, (spot) => this.exactness(spot), found));
    on("middle", () => this.move(this.map.middle()));
    on("undo", () => this.undo());
    on("clear", () => this.clear());
    if (this.part("own")) this.offerOwn(this.part("own"), this.cells.form.elements["site:value"]);
  }

  draw(look = false) {
    const spot = this.cells.spot();
    this.map.show(spot, look);
    this.part("clear").disabled = !spot;
    this.part("undo").disabled = !this.cells.isChanged;
    this.say();
  }

  /* what the point is, after what has just been done to it */
  say(done = "") {
    const spot = this.cells.spot();
    const far = spot && metres([spot.lat, spot.lon], this.setup.center) > this.setup.far;
    this.part("said").textContent = [done, this.exactness(spot), far && this.words.far].filter(Boolean).join(" ");
    this.part("said").classList.toggle("doubt", Boolean(far));
  }

  exactness(spot) {
    if (!spot) return this.cells.isBlank ? this.words.said_none : this.words.said_wrong;
    return spot.radius ? this.words.said_disc.replace("{radius}", spot.radius) : this.words[`said_${spot.level}`];
  }

  move(point, by) {
    this.cells.setByHand(point, this.words.by_hand);
    this.draw();
    if (by) this.say(this.words.moved.replace("{way}", this.words[wayOf(by)]).replace("{metres}", Math.hypot(...by)));
  }

  undo() {
    this.cells.undo();
    this.draw(true);
    this.say(this.words.undone);
    this.part("find").focus(); // its own button can be pressed no more
  }

  clear() {
    this.cells.clear();
    this.draw();
    this.part("said").textContent = this.words.cleared;
    this.part("undo").focus();
  }

  offerOwn(button, key) {
    button.hidden = !key;
    this.part("own-hint").hidden = Boolean(key);
    button.addEventListener("click", () => {
      key.value = "new";
      key.dispatchEvent(new Event("input", { bubbles: true }));
      button.replaceWith(this.words.own_done);
    });
  }
}

function wayOf([east, north]) {
  if (north) return north > 0 ? "north" : "south";
  return east > 0 ? "east" : "west";
}

function metres([lat, lon], [otherLat, otherLon]) {
  const half = Math.sin(((otherLat - lat) * RADIAN) / 2) ** 2;
  const along = Math.sin(((otherLon - lon) * RADIAN) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.sqrt(half + Math.cos(lat * RADIAN) * Math.cos(otherLat * RADIAN) * along));
}

const root = document.querySelector("[data-pin]");
if (root) new Pin(root);
