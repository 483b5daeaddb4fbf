/* The panels of choices: one at a time (the browser's own), closed by Escape, by a press or the focus elsewhere, and by
   their button. Where a panel lies in the page instead of over it, it stays as it is. */

const form = document.getElementById("needs");
const list = document.getElementById("list");

const opened = () => form.querySelector(".panel[open]");
const isOver = (panel) => getComputedStyle(panel.querySelector(".panel-body")).position === "absolute";

function leave({ target }) {
  const panel = opened();
  if (panel && isOver(panel) && !panel.contains(target)) panel.open = false;
}

document.addEventListener("pointerdown", leave);
document.addEventListener("focusin", leave);

document.addEventListener("keydown", (event) => {
  const panel = opened();
  if (event.key !== "Escape" || !panel) return;
  event.preventDefault();
  panel.open = false;
  panel.querySelector("summary").focus();
}, true);

form.addEventListener("click", ({ target }) => {
  const panel = target.closest(".panel");
  if (target.closest("[data-see]")) {
    panel.open = false;
    if (!("ready" in form.dataset)) form.submit(); // the places are not there: the server answers
    list.focus();
  } else if (target.closest("[data-clear]")) {
    for (const choice of panel.querySelectorAll(":checked")) {
      choice.checked = false;
      if (!choice.name) choice.dispatchEvent(new Event("change")); // it knows something that it forgets
    }
    for (const day of panel.querySelectorAll("[type=date]")) day.value = "";
    const own = panel.dataset.panel === "who" ? "age" : "open"; // without a box
    for (const hidden of form.querySelectorAll(`[type=hidden][name=${own}]`)) hidden.remove();
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
