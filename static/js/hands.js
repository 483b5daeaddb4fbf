/* How hands move the map: which fingers, and how calmly. */

const HINT_TIME = 1500;
const TRY_DISTANCE = 12; // px that a finger moves before it counts as a try to move the map

/* One finger scrolls the page, two move and zoom the map, a mouse drags as usual; where the page stands still, one
   finger moves the map. The kind of pointer is known before Leaflet's own listeners run. */
export function touch(city, container) {
  const stands = () => getComputedStyle(document.body).overflowY === "clip"; // css/finder.css
  const set = (fine) => (fine || stands() ? city.dragging.enable() : city.dragging.disable());
  if (window.matchMedia("(pointer: coarse)").matches) set(false);
  container.addEventListener("pointerdown", (event) => set(event.pointerType === "mouse"), { capture: true });

  const words = container.dataset.hint;
  if (!words) return;
  const hint = document.createElement("p");
  hint.className = "map-hint";
  hint.setAttribute("aria-hidden", "true");
  hint.textContent = words;
  container.append(hint);
  let begin = null;
  let timer = 0;
  const passive = { passive: true };
  container.addEventListener("touchstart", (event) => {
    const single = event.touches.length === 1 && !stands() && !event.target.closest(".leaflet-control");
    begin = single ? event.touches[0] : null;
    if (!single) hint.classList.remove("is-shown");
  }, passive);
  container.addEventListener("touchmove", (event) => {
    if (!begin || event.touches.length !== 1) return;
    const now = event.touches[0];
    if (Math.hypot(now.clientX - begin.clientX, now.clientY - begin.clientY) < TRY_DISTANCE) return;
    begin = null;
    hint.classList.add("is-shown");
    clearTimeout(timer);
    timer = setTimeout(() => hint.classList.remove("is-shown"), HINT_TIME);
  }, passive);
}

export function still() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export function calm(city, container) {
  const media = window.matchMedia("(prefers-reduced-motion: reduce)");
  const apply = () => {
    city.options.inertia = !media.matches;
    container.classList.toggle("is-still", media.matches);
  };
  apply();
  media.addEventListener("change", apply);
}
