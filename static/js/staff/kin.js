/* Which group and which building: a name that is typed is compared with those that are stored (`[data-kin]` on the
   field), and a field that holds a key gets a search beside it. */

import { KinSearch } from "./kin_search.js";

const STORED = { "group:value": "/staff/find-group", "site:value": "/staff/find-site" };
const NEW = "new"; // in the place of a key

/* the field holds the name, `data-kin-key` names the one that holds the key */
export function compareNames(form) {
  for (const input of form.querySelectorAll("[data-kin]")) {
    const key = form.elements[input.dataset.kinKey];
    new KinSearch(input, input.dataset.kin, input.dataset.kinList, (one) => {
      key.value = one.key || (one.name.trim() ? NEW : "");
      if (one.key) input.value = one.name;
    });
  }
}

/* words: of setup.words in web/staff/pins.py */
export function searchKeys(form, words) {
  for (const [name, address] of Object.entries(STORED)) {
    const key = form.elements[name];
    if (key instanceof HTMLInputElement && key.type === "text") addSearch(key, address, words, words[`search_${name.split(":")[0]}`]);
  }
}

function addSearch(key, address, words, label) {
  const search = document.createElement("input");
  Object.assign(search, { type: "search", placeholder: label, autocomplete: "off", className: "kin-input" });
  search.setAttribute("aria-label", label);
  const told = document.createElement("span");
  told.className = "hint";
  told.setAttribute("role", "status");
  const box = document.createElement("span");
  box.className = "kin";
  box.append(search, told);
  key.after(box); // before it, a label around the key would name the search
  key.classList.add("kin-key");
  new KinSearch(search, address, label, (one) => {
    if (!one.key) return;
    key.value = one.key;
    search.value = "";
    told.textContent = words.kin_chosen.replace("{name}", one.name);
    key.dispatchEvent(new Event("input", { bubbles: true }));
    key.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
