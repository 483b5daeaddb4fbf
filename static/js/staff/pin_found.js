/* The points that an address may mean, one below the other, each with a button to take it. */

import { askFor } from "./ask.js";

/* list: where they are shown; say(spot): how exact one is, in words; chosen(candidate): a person takes it */
export async function showFound(list, cells, words, say, chosen) {
  const answer = cells.address ? await askFor("/staff/find-point", cells.form, { address: cells.address }) : null;
  const none = !cells.address ? words.no_address : answer ? words.found_none : words.found_failed;
  const candidates = answer?.candidates || [];
  const take = (one) => {
    list.hidden = true;
    chosen(one);
  };
  list.hidden = false;
  list.replaceChildren(...(candidates.length ? candidates.map((one) => item(one, words, say, take)) : [line(none)]));
  (list.querySelector("button") || list.firstElementChild).focus();
}

function item(one, words, say, take) {
  const told = document.createElement("span");
  const name = document.createElement("b");
  name.textContent = one.matched;
  told.append(name, " ", say({ level: one.level, radius: Number(one.radius_m) || 0 }));
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "quiet", textContent: words.choose });
  button.setAttribute("aria-label", `${words.choose}：${one.matched}`);
  button.addEventListener("click", () => take(one));
  const element = document.createElement("li");
  element.append(told, button);
  return element;
}

function line(text) {
  const element = document.createElement("li");
  element.tabIndex = -1;
  element.textContent = text;
  return element;
}
