/* The list follows while one writes or ticks. What is looked for is sent by POST and kept in the
   entry of this window's history alone, so that Back from a place finds the list as it was. */

const form = document.querySelector("form.look");
const found = document.getElementById("found");
const WAIT = 200; // milliseconds without a key
const OWN = new Set(["csrf_token"]);

let asked = 0;
let timer = 0;

const words = () => [...new FormData(form)].filter(([name]) => !OWN.has(name));

const remember = (looked) => history.replaceState({ ...history.state, looked }, "");

async function look(page = "") {
  clearTimeout(timer);
  const mine = ++asked;
  const looked = [...words(), ...(page ? [["page", page]] : [])];
  const body = new FormData(form);
  if (page) body.set("page", page);
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  if (mine !== asked) return;
  if (!answer?.ok) return form.submit(); // signed out, or no network: as without a script
  const text = await answer.text();
  if (mine !== asked) return;
  show(text);
  remember(looked);
  if (page) form.scrollIntoView();
}

function show(text) {
  const next = new DOMParser().parseFromString(text, "text/html").getElementById("found");
  found.replaceChildren(...next.childNodes);
}

function fillIn(looked) {
  for (const one of form.elements) {
    const said = looked.filter(([name]) => name === one.name).map(([, value]) => value);
    if (one.type === "checkbox") one.checked = said.includes(one.value);
    else if (one.name && !OWN.has(one.name) && one.type !== "submit" && said.length) one.value = said[0];
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  look(event.submitter?.name === "page" ? event.submitter.value : "");
});
form.addEventListener("change", (event) => {
  if (event.target.type !== "search") look();
});
form.addEventListener("input", (event) => {
  if (event.target.type !== "search" || event.isComposing) return;
  clearTimeout(timer);
  timer = setTimeout(look, WAIT);
});
form.addEventListener("compositionend", () => {
  clearTimeout(timer);
  timer = setTimeout(look, WAIT);
});

const before = history.state?.looked;
if (before) {
  fillIn(before);
  look(before.find(([name]) => name === "page")?.[1]);
}
