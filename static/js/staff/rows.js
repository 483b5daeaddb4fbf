/* Rows of the form: one more, or one like another. */

import { controlsOf, set } from "./fields.js";

/* Adds an empty row where the blank one stands, and goes to it. */
export function addRow(rows) {
  const blank = rows.querySelector(":scope > .row.blank");
  const row = clone(blank, nextPath(blank));
  row.hidden = false;
  rows.querySelector(":scope > .add-row").before(row);
  row.querySelector("input:not([type=hidden]), textarea, select").focus();
  return row;
}

/* Adds a row that says the same. */
export function copyRow(row) {
  const copy = addRow(row.closest("[data-rows]"));
  const [from, to] = [row.dataset.field, copy.dataset.field];
  for (const one of controlsOf(copy)) {
    if (one.name === "gone") continue;
    const same = controlsOf(row).filter((each) => each.name === one.name.replace(to, from));
    set(one, same.filter((each) => !/radio|checkbox/.test(each.type) || each.checked).map((each) => each.value));
  }
  return copy;
}

/* Rows can be copied, and the blank ones wait unseen until one is added or asked about. */
export function prepareRows(form) {
  for (const button of form.querySelectorAll("[data-copy]")) button.hidden = false;
  for (const row of form.querySelectorAll("[data-rows] > .row.blank"))
    row.hidden = !row.querySelector("[aria-invalid]");
}

/* A row like this one as the page brought it, under another path. */
export function clone(row, path) {
  const holder = document.createElement("template");
  holder.innerHTML = row.outerHTML.replaceAll(row.dataset.field, path);
  const made = holder.content.firstElementChild;
  made.classList.remove("changed", "current");
  for (const one of made.querySelectorAll("[data-give-back]")) one.remove();
  for (const one of made.querySelectorAll(".sentence")) one.replaceChildren();
  return made;
}

function nextPath(row) {
  const head = row.dataset.field.replace(/\d+$/, "");
  const numbers = [...row.closest("form").querySelectorAll("[data-field]")]
    .map((one) => one.dataset.field)
    .filter((path) => path.startsWith(head))
    .map((path) => Number(path.slice(head.length)));
  return head + (Math.max(0, ...numbers) + 1);
}
