/* The month: a day leads to its row, by mouse or by arrow keys. The grid itself is the server's. */

import { clone } from "./rows.js";

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const DAY = 24 * 60 * 60 * 1000;

export class Month {
  constructor(form, looking) {
    this.form = form;
    this.looking = looking;
    this.grid = form.querySelector(".month");
    this.blank = form.querySelector('[data-field="exception.new-day"]');
    this.grid.addEventListener("keydown", (event) => this.walk(event));
    this.grid.addEventListener("focusin", (event) => this.remember(event.target));
    looking.onRenewed(() => this.settle());
    this.settle();
  }

  days() {
    return [...this.grid.querySelectorAll("[name=day]")];
  }

  /* One day of the grid is reached by Tab; focus stays on the day when the grid is made anew. */
  settle() {
    const days = this.days();
    const wanted = days.find((one) => one.value === this.day);
    const first = wanted ?? days.find((one) => one.value === this.form.dataset.today) ?? days[0];
    for (const one of days) one.tabIndex = one === first ? 0 : -1;
    if (wanted && this.holdsFocus) wanted.focus();
  }

  remember(target) {
    this.holdsFocus = target.name === "day";
    if (!this.holdsFocus) return;
    this.day = target.value;
    for (const one of this.days()) one.tabIndex = one === target ? 0 : -1;
  }

  walk(event) {
    const step = STEPS[event.key];
    if (!step || event.target.name !== "day") return;
    event.preventDefault();
    this.day = new Date(Date.parse(event.target.value) + step * DAY).toISOString().slice(0, 10);
    const there = this.days().find((one) => one.value === this.day);
    if (there) there.focus();
    else this.looking.now({ to_month: this.day.slice(0, 7) });
  }

  /* Shows another month; focus stays on the button that turned to it. */
  async turn(month) {
    const forward = month > this.grid.querySelector("[name=month]").value;
    this.holdsFocus = false;
    await this.looking.now({ to_month: month });
    const [back, on] = this.grid.querySelectorAll(".turn");
    const same = forward ? on : back;
    (same.type ? same : forward ? back : on).focus(); // at an end the other way is left
  }

  /* Goes to the row of a day, or of the day that moved to it; makes one where there is none. */
  open(day) {
    const row = this.rowOf(day) ?? this.newRow(day);
    this.holdsFocus = false;
    for (const one of this.form.querySelectorAll(".exception.current")) one.classList.remove("current");
    row.classList.add("current");
    (row.querySelector(":checked") ?? row.querySelector("input:not([type=hidden])")).focus();
    row.scrollIntoView({ block: "nearest" });
  }

  rowOf(day) {
    const rows = [...this.form.querySelectorAll('[data-field^="exception."]')];
    const moves = (row) => row.querySelector('[name$=":moved_to"]').value === day;
    return rows.find((row) => row.dataset.field === `exception.${day}`) ?? rows.find(moves);
  }

  newRow(day) {
    const row = clone(this.blank, `exception.${day}`);
    row.hidden = false;
    row.querySelector('[name$=":date"]').closest(".small").remove();
    row.querySelector("legend").textContent = this.days().find((one) => one.value === day).dataset.date;
    for (const one of row.querySelectorAll('[name$=":effect"]'))
      one.defaultChecked = one.checked = one.value === "usual";
    this.blank.before(row);
    return row;
  }
}
