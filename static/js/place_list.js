/* The list beside or under the map: a press on an entry shows its place, a chosen place marks its entry. */

import { still } from "./hands.js";

/* city: the Leaflet map; card: of map_card.js, or null */
export function makeList(city, layer, card) {
  const container = city.getContainer();
  let chosen = null;
  let waiting = null; // pressed before the places had loaded

  function show(key) {
    if (!layer.isReady()) {
      waiting = key;
      return;
    }
    const box = container.getBoundingClientRect();
    const seen = Math.min(box.bottom, window.innerHeight) - Math.max(box.top, 0);
    if (seen < Math.min(box.height, window.innerHeight) * 0.75) {
      container.scrollIntoView({ block: "start", behavior: still() ? "auto" : "smooth" });
    }
    if (!layer.choose(key)) return;
    // into the middle of what the card leaves free
    const covered = card ? card.covered(60) : 0;
    const zoom = layer.zoomFor(key, 16, city.getSize().subtract([0, covered]));
    const middle = city.project(layer.middle(key, zoom), zoom).add([0, covered / 2]);
    city.setView(city.unproject(middle, zoom), zoom, { animate: !still() });
  }

  document.addEventListener("click", (event) => {
    const entry = event.target.closest("li[data-key]");
    if (!entry || event.defaultPrevented || !entry.querySelector("[data-show]")) return;
    const control = event.target.closest("a, button, input, select, label, summary");
    if (control && !control.matches("[data-show]")) return;
    if (!control && String(window.getSelection())) return; // somebody is marking text
    show(entry.dataset.key);
  });

  return {
    chosen: () => chosen,
    mark(key) {
      chosen = key;
      for (const entry of document.querySelectorAll("li[data-key][aria-current]")) entry.removeAttribute("aria-current");
      const entry = key && document.querySelector(`li[data-key="${CSS.escape(key)}"]`);
      if (!entry) return;
      entry.setAttribute("aria-current", "true");
      reveal(entry);
    },
    ready() {
      if (waiting) show(waiting);
      waiting = null;
    },
  };
}

/* Brings an entry into view inside a list that scrolls by itself; never moves the page. */
function reveal(entry) {
  let box = entry.parentElement;
  while (box && box !== document.body && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
  if (!box || box === document.body) return;
  const inner = entry.getBoundingClientRect();
  const outer = box.getBoundingClientRect();
  if (inner.top < outer.top) box.scrollTop -= outer.top - inner.top;
  else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom;
}
