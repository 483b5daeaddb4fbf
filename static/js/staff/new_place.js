/* The page of a new place: what was typed comes back when one goes back to it, groups are offered by name, the pin is
   there for a new building, and a form is sent once. */

import { compareNames } from "./kin.js";

const OWN = ["csrf_token", "act"];
const form = document.querySelector("[data-keep]");

/* In the entry of the browser's history: it goes with the tab, and nothing of it is stored. */
function keep() {
  const typed = [...new FormData(form)].filter(([name]) => !OWN.includes(name));
  history.replaceState({ typed }, "");
}

function bringBack() {
  for (const [name, text] of history.state?.typed || []) {
    const field = form.elements[name];
    if (field && "value" in field && field.type !== "hidden") field.value = text;
  }
}

/* a stored building has a point of its own */
function showPin() {
  const pin = form.querySelector("[data-pin]");
  if (pin) pin.hidden = form.elements["site:value"].value !== "new";
}

bringBack();
showPin();
form.addEventListener("change", showPin);
compareNames(form);
form.addEventListener("input", keep);
form.addEventListener("submit", keep);
form.addEventListener("submit", (event) => {
  if (form.ariaBusy === "true") event.preventDefault();
  form.ariaBusy = "true";
});
window.addEventListener("pageshow", () => (form.ariaBusy = null));
