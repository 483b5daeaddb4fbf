/* The list as a sheet over the map of a phone: three heights, by drag, button and keyboard. How high they are, and where
   the list is no sheet at all, is said in css/finder.css; there the handle is not displayed and nothing here acts. */

const HEIGHTS = ["low", "half", "full"];
const NEXT = { low: "half", half: "full", full: "low" };
const SLACK = 6; // px that a finger may tremble
const FLING = 150; // ms by which a swift drag is thought on

const sheet = document.querySelector(".sheet");
const handle = sheet.querySelector(".sheet-handle");
const head = sheet.querySelector(".sheet-head");
const unknown = document.getElementById("unknown");
const card = document.getElementById("card");
const map = document.querySelector(".map-frame");

const isSheet = () => handle.checkVisibility();
const height = () => sheet.dataset.height || "half";

function rise(to) {
  sheet.dataset.height = to;
  handle.ariaLabel = handle.dataset[to];
}

/* at once, for what gains focus must be seen at once */
function riseNow(to) {
  rise(to);
  for (const moving of sheet.getAnimations()) moving.finish();
}

/* ---- button and keyboard ---- */

handle.addEventListener("click", () => rise(NEXT[height()]));

handle.addEventListener("keydown", (event) => {
  const now = HEIGHTS.indexOf(height());
  const to = { ArrowUp: now + 1, ArrowDown: now - 1, Home: 2, End: 0 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  if (HEIGHTS[to]) rise(HEIGHTS[to]);
});

/* ---- drag ---- */

let drag = null;
let dragged = false;

head.addEventListener("pointerdown", ({ button, clientY, pointerId, timeStamp }) => {
  if (drag) return; // one finger has it
  dragged = false;
  drag = isSheet() && !button ? { finger: pointerId, from: clientY, since: timeStamp } : null;
});

/* of the document, for a swift hand has left the head before the drag is known to be one */
document.addEventListener("pointermove", ({ clientY, pointerId }) => {
  if (drag?.finger !== pointerId || (!drag.steps && Math.abs(clientY - drag.from) < SLACK)) return;
  if (!drag.steps) lift(pointerId);
  const [low, , full] = drag.steps;
  drag.now = Math.min(full, Math.max(low, drag.height + drag.from - clientY));
  sheet.style.height = `${drag.now}px`;
});

for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, release);

/* what was pressed to begin a drag is not pressed by its end; a key's click has no detail */
head.addEventListener("click", (event) => {
  if (!dragged || !event.detail) return;
  event.stopPropagation();
  event.preventDefault();
}, true);

function lift(pointer) {
  dragged = true;
  head.setPointerCapture(pointer);
  drag.height = sheet.offsetHeight;
  sheet.classList.add("is-dragged");
  const now = height();
  drag.steps = HEIGHTS.map((one) => {
    sheet.dataset.height = one;
    return sheet.offsetHeight;
  });
  sheet.dataset.height = now;
}

function release({ pointerId, timeStamp }) {
  if (drag?.finger !== pointerId) return;
  if (drag.steps) {
    const speed = (drag.now - drag.height) / Math.max(1, timeStamp - drag.since);
    const far = drag.steps.map((step) => Math.abs(step - drag.now - speed * FLING));
    sheet.classList.remove("is-dragged");
    sheet.style.height = "";
    rise(HEIGHTS[far.indexOf(Math.min(...far))]);
  }
  drag = null;
}

/* ---- what has the focus is seen ---- */

document.addEventListener("focusin", ({ target }) => {
  if (!isSheet()) return;
  if (sheet.contains(target) && !head.contains(target) && height() === "low") {
    riseNow("half");
    if (target !== sheet) target.scrollIntoView({ block: "nearest" });
  } else if (map.contains(target) && height() === "full") riseNow("half");
});

document.addEventListener("click", (event) => {
  if (!event.target.closest('[href="#unknown"]')) return;
  event.preventDefault();
  unknown.open = true;
  if (isSheet() && height() === "low") riseNow("half");
  unknown.querySelector("summary").focus({ preventScroll: true });
  unknown.scrollIntoView();
});

/* the card of a chosen place has the room that the list leaves it */
let before = null;
new MutationObserver(() => {
  if (!card.hidden && !before) {
    before = height();
    if (isSheet()) rise("low");
  } else if (card.hidden && before) {
    if (height() === "low") rise(before);
    before = null;
  }
}).observe(card, { attributeFilter: ["hidden"] });
