/* Topics (きになること) live in the form and, while one goes on to other pages, in this tab's session: never in an address.
   Back finds them again there. When the way out was taken the session is empty, and a page that Back shows carries none:
   not even one that the browser kept as it stood. */

const KEY = "topics";
const form = document.getElementById("needs");
const topics = () => form.querySelectorAll('input[name="support"]');

const read = () => {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) || [];
  } catch {
    return []; // there is no storage: nothing was kept
  }
};

/* an emptied page has no form any more, and keeps nothing */
function keep() {
  if (!form.isConnected) return;
  const chosen = [...topics()].filter(({ checked }) => checked).map(({ value }) => value);
  try {
    if (chosen.length) sessionStorage.setItem(KEY, JSON.stringify(chosen));
    else sessionStorage.removeItem(KEY);
  } catch {}
}

function comeBack() {
  const kept = read();
  let changed = false;
  for (const input of topics()) {
    const on = kept.includes(input.value);
    changed ||= input.checked !== on;
    input.checked = on;
  }
  if (changed) form.dispatchEvent(new Event("change", { bubbles: true }));
}

window.addEventListener("pagehide", keep);
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted || cameBack()) comeBack();
});

/* to a page that was there before, or to the same one again */
function cameBack() {
  const [{ type } = {}] = performance.getEntriesByType("navigation");
  return type === "back_forward" || type === "reload";
}
