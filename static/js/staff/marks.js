/* Marks what has changed: beside the field, in the list of sections, and in the number at the foot. */

import { isChanged } from "./fields.js";

const BESIDE = 48; // pixels of the link before it

export class Marks {
  constructor(form) {
    this.form = form;
    this.links = new Map(
      [...form.querySelectorAll("[data-section]")].map((link) => [link.dataset.section, link]),
    );
    this.followReading();
  }

  get count() {
    return this.form.querySelectorAll(".row.changed").length;
  }

  renewAll() {
    for (const row of this.form.querySelectorAll("[data-field]")) this.mark(row);
    this.tell();
  }

  renew(row) {
    if (row) this.mark(row);
    this.tell();
  }

  mark(row) {
    const changed = isChanged(row);
    row.classList.toggle("changed", changed);
    const button = row.querySelector("[data-give-back]");
    if (changed && !button) row.append(this.makeButton());
    else if (button) button.hidden = !changed;
  }

  makeButton() {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "give-back" });
    button.textContent = this.form.dataset.restore;
    button.dataset.giveBack = "";
    return button;
  }

  tell() {
    const { changed, unchanged } = this.form.dataset;
    const count = this.count;
    const words = count ? changed.replace("{count}", count) : unchanged;
    const place = this.form.querySelector("[data-count]");
    if (place.textContent !== words) place.textContent = words;
    for (const [key, link] of this.links)
      link.querySelector(".changed").hidden = !this.form.querySelector(`#s-${key} .row.changed`);
  }

  /* The section that is being read is the current one in the list. */
  followReading() {
    const seen = new Set();
    const watch = new IntersectionObserver(
      (entries) => {
        for (const one of entries) seen[one.isIntersecting ? "add" : "delete"](one.target);
        const first = [...this.form.querySelectorAll(".part")].find((part) => seen.has(part));
        if (first) this.current(first.id.slice(2));
      },
      { rootMargin: "-15% 0px -60%" },
    );
    for (const part of this.form.querySelectorAll(".part")) watch.observe(part);
  }

  current(key) {
    for (const [name, link] of this.links)
      if (name === key) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    const link = this.links.get(key);
    link.closest("ul").scrollLeft = link.offsetLeft - BESIDE; // on a phone they stand in one line
  }
}
