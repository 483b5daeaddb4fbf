/* A page that was left open learns of new data: when it is looked at again, and each minute while it is, it asks with HEAD
   whether its own answer has changed, and if so loads anew where it stands. Never while somebody is at a form. The map
   page has a way of its own, which keeps what is asked. */

const A_MINUTE = 60000;
const FIELDS = ":is(input, select, textarea):not(.leaflet-control *)"; // the map has fields of its own

const tagOf = (answer) => answer.ok && answer.headers.get("ETag");
const address = location.href.replace(/#.*/, "");
let shown; // the tag of what stands here

const isTouched = (one) => ("defaultChecked" in one && one.checked !== one.defaultChecked) || ("defaultValue" in one && one.value !== one.defaultValue);
const isAtAForm = () => document.activeElement?.matches(FIELDS) || [...document.querySelectorAll(FIELDS)].some(isTouched);

async function look() {
  if (document.visibilityState !== "visible") return;
  try {
    // the browser's own copy is what it shows here, however old it is
    shown ||= tagOf(await fetch(address, { cache: "force-cache" }));
    const now = tagOf(await fetch(address, { method: "HEAD", cache: "no-store" }));
    if (shown && now && now !== shown && !isAtAForm()) location.reload();
  } catch {
    // no signal: it is asked again
  }
}

document.addEventListener("visibilitychange", look);
window.addEventListener("pageshow", ({ persisted }) => persisted && look());
setInterval(look, A_MINUTE);
window.addEventListener("load", () => setTimeout(look, 2000), { once: true });
