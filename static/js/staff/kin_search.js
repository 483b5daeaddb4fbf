/* Which group or building: while one types, stored ones are offered below the field.
   A combobox with a list (ARIA 1.2): arrows choose, Enter takes, Escape closes. */

import { askFor } from "./ask.js";

const REST = 200; // ms without a key before it is asked
let count = 0;

export class KinSearch {
  /* input: where one types; address: where it is asked; words: the label of the list; take({key, name}): a person has
     chosen, or typed what is none of them (the key is empty) */
  constructor(input, address, words, take) {
    Object.assign(this, { input, address, take, found: [], at: -1, asked: 0 });
    this.list = document.createElement("ul");
    Object.assign(this.list, { id: `kin-${++count}`, className: "kin-list", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", words);
    input.after(this.list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": this.list.id, "aria-expanded": "false", "aria-autocomplete": "list" })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => this.press(event));
  }

  later() {
    this.take({ key: "", name: this.input.value });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), REST);
  }

  async ask() {
    const turn = ++this.asked;
    const text = this.input.value.trim();
    const answer = text ? await askFor(this.address, this.input.form, { q: text }) : null;
    if (turn !== this.asked || document.activeElement !== this.input) return;
    this.show(answer?.found || []);
  }

  show(found) {
    this.found = found;
    this.list.replaceChildren(...found.map((one, i) => this.option(one, i)));
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.point(-1);
  }

  option({ name, places }, i) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${i}`;
    option.setAttribute("role", "option");
    const title = document.createElement("b");
    title.textContent = name;
    const small = document.createElement("small");
    small.textContent = places.join("、");
    option.append(title, small);
    return option;
  }

  point(at) {
    this.at = at;
    [...this.list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    const option = this.list.children[at];
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (this.list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.point((this.at + step + this.found.length + (this.at < 0 && step < 0 ? 1 : 0)) % this.found.length);
    else if (event.key === "Enter" && this.at >= 0) this.choose(this.at);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  press(event) {
    event.preventDefault(); // the field keeps the focus
    const option = event.target.closest("[role=option]");
    if (option) this.choose([...this.list.children].indexOf(option));
  }

  choose(i) {
    const one = this.found[i];
    this.asked += 1;
    clearTimeout(this.timer);
    this.close();
    this.take(one);
  }

  close() {
    this.show([]);
  }
}
