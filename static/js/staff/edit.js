/* The form of a place: what changed is marked, how it would look stands beside it, nothing is lost. */

import { giveBack } from "./fields.js";
import { Looking } from "./looking.js";
import { Marks } from "./marks.js";
import { Month } from "./month.js";
import { addRow, copyRow, prepareRows } from "./rows.js";

const form = document.getElementById("edit");
const look = document.getElementById("look");
const save = form.querySelector(".save .main");

if (save) begin();

function begin() {
  const marks = new Marks(form);
  const looking = new Looking(form);
  const month = form.querySelector(".month") && new Month(form, looking);
  let leaving = false;
  let before = null;

  const changed = (target) => {
    marks.renew(target?.closest?.("[data-field]"));
    looking.soon();
  };
  form.addEventListener("input", (event) => changed(event.target));
  form.addEventListener("focusin", (event) => {
    if (!look.contains(event.target)) before = event.target;
  });

  form.addEventListener("submit", (event) => {
    const pressed = event.submitter;
    leaving = pressed?.value === "save";
    if (leaving) return;
    event.preventDefault();
    if (pressed?.name === "to_month") month.turn(pressed.value);
    else if (pressed?.name === "day") month.open(pressed.value);
    else if (pressed?.closest(".add-row")) addRow(pressed.closest("[data-rows]"));
    else looking.now();
  });

  form.addEventListener("click", (event) => {
    const row = event.target.closest("[data-field]");
    if (event.target.closest("[data-give-back]")) {
      giveBack(row);
      changed(row);
      row.querySelector("input:not([type=hidden]), textarea, select").focus();
    }
    if (event.target.closest("[data-copy]")) changed(copyRow(row));
    if (event.target.closest("[data-set-today]")) setToday(event.target);
  });

  const fold = () => {
    look.classList.remove("shown");
    (before ?? save).focus();
  };
  form.querySelector(".show-look").addEventListener("click", (event) => {
    event.preventDefault();
    look.classList.add("shown");
    look.focus();
  });
  look.querySelector("[data-fold]").addEventListener("click", fold);
  look.addEventListener("keydown", (event) => event.key === "Escape" && fold());

  addEventListener("keydown", (event) => {
    if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit(save);
  });
  addEventListener("beforeunload", (event) => {
    if (!leaving && marks.count) event.preventDefault();
  });

  for (const one of form.querySelectorAll("[data-set-today], [data-fold]")) one.hidden = false;
  prepareRows(form);
  marks.renewAll();
  document.getElementById("problems")?.focus();
}

function setToday(button) {
  const day = button.previousElementSibling;
  day.value = form.dataset.today;
  day.dispatchEvent(new Event("input", { bubbles: true }));
}
