/* What lies over the map, and the markers of which it leaves too little for a finger: the keyboard passes them, as a
   press would go astray. Moving the map brings them out, and the list has them all. */

import { around, meet } from "./boxes.js";

const OVER = ".leaflet-control, .search, .chip, .panel-body, .sheet, .sheet-handle, .map-card";
const BUTTON = 44; // px: as in map.css
const LEAST = 24; // px that must be free, across and along
const RAISED = { chosen: 2, cluster: 1, site: 1 }; // as in map.css; of equals the later one lies on top

const coverElements = () => document.querySelectorAll(OVER);

/* calls `work` when one of them opens, closes or changes its size, until `signal` says stop */
export function watchCovers(work, signal) {
  const sizes = new ResizeObserver(work);
  for (const element of coverElements()) sizes.observe(element);
  document.addEventListener("toggle", work, { capture: true, signal });
  signal.addEventListener("abort", () => sizes.disconnect());
}

/* their boxes, in pixels of the map's zoom */
export function coverBoxes(map) {
  const frame = map.getContainer().getBoundingClientRect();
  const { x, y } = map.getPixelBounds().min.subtract([frame.left, frame.top]);
  const seen = [...coverElements()].filter((one) => one.checkVisibility());
  return seen.map((one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return [left + x, top + y, right + x, bottom + y];
  });
}

/* box: the element that holds the markers */
export function passCovered(box, covers) {
  const nodes = Array.from(box.children, (element) => element.places);
  const buttons = nodes.map(({ group }) => around(group.x + group.dx, group.y + group.dy, BUTTON, BUTTON));
  nodes.forEach(({ element }, i) => {
    const free = covers.reduce(remains, buttons[i]);
    const small = free !== buttons[i] && narrowest(buttons.filter((_, k) => above(nodes, k, i)).reduce(remains, free)) < LEAST;
    element.tabIndex = small ? -1 : 0;
  });
}

function above(nodes, k, i) {
  const higher = (RAISED[nodes[k].group.kind] || 0) - (RAISED[nodes[i].group.kind] || 0);
  return k !== i && (higher > 0 || (higher === 0 && k > i));
}

/* the best that a cover leaves of a box */
function remains(box, cover) {
  if (!meet(box, cover)) return box;
  const [left, top, right, bottom] = box;
  const strips = [[left, top, cover[0], bottom], [cover[2], top, right, bottom], [left, top, right, cover[1]], [left, cover[3], right, bottom]];
  return strips.reduce((best, strip) => (narrowest(strip) > narrowest(best) ? strip : best));
}

const narrowest = ([left, top, right, bottom]) => Math.min(right - left, bottom - top);
