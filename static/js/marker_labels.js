/* Words beside the markers that fit, while they are few: when, over a short name, and only where there is room. */

import { grown, holds, meet } from "./boxes.js";
import { boxOf } from "./place_groups.js";
import { plain } from "./ruby.js";
import { FITS } from "./shown_places.js";

const MOST = 12; // markers; beside more there would be a thicket
const GAP = 5; // px between a marker and its words
const SHIFT = 12; // px
const AIR = 2; // px kept free around words

export class MarkerLabels {
  constructor() {
    this.boxes = [];
    this._elements = [];
  }

  clear() {
    for (const element of this._elements) {
      const marker = element.parentElement;
      if (marker) marker.ariaLabel = marker.places.face.label;
      element.remove();
    }
    this._elements = [];
    this.boxes = [];
  }

  /* nodes: [{element, box, x, y, words: [when, name]}, …] in the order in which they get room; `taken`: what stays free;
     `view`: what is seen. */
  write(nodes, taken, view) {
    this.clear();
    if (nodes.length > MOST) return;
    this._elements = nodes.map(({ element, words }) => element.appendChild(label(words)));
    const sizes = this._elements.map((element) => [element.offsetWidth, element.offsetHeight]);
    nodes.forEach((node, i) => {
      const box = sides(node, sizes[i]).find((side) => inside(side, view) && !met(side, node, [...taken, ...this.boxes]));
      if (box) this._stand(this._elements[i], box, node);
      else this._elements[i].remove();
    });
  }

  _stand(element, box, { x, y, words }) {
    const marker = element.parentElement;
    marker.ariaLabel = `${words[0]} ${marker.places.face.label}`; // what is seen is also heard
    element.style.translate = `${Math.round(box[0] - x)}px ${Math.round(box[1] - y)}px`;
    element.classList.toggle("is-left", box[0] < x);
    this.boxes.push(box);
  }
}

/* the markers in view that stand for one place that fits, in the order of the list, with the words for it */
export function candidates(nodes, shown, wordsOf, size, view) {
  const found = [];
  for (const { element, group } of nodes) {
    const [x, y] = [group.x + group.dx, group.y + group.dy];
    const words = group.count === 1 && shown.fit[group.place] === FITS && holds(view, x, y) && wordsOf(group.place);
    if (words) found.push({ element, x, y, at: group.at, box: boxOf(group, size), words });
  }
  return found.sort((one, other) => one.at - other.at);
}

function label([when, name]) {
  const element = document.createElement("span");
  element.className = "marker-label";
  element.setAttribute("aria-hidden", "true"); // the marker's own name begins with when
  const [first, second] = [document.createElement("b"), document.createElement("span")];
  first.textContent = when;
  second.textContent = plain(name);
  element.append(first, second);
  return element;
}

/* where the words may stand: right of their marker or left of it, else a little lower or higher */
function sides({ box, y }, [width, height]) {
  return [0, SHIFT, -SHIFT].flatMap((shift) => {
    const [top, bottom] = [y + shift - height / 2, y + shift + height / 2];
    return [[box[2] + GAP, top, box[2] + GAP + width, bottom], [box[0] - GAP - width, top, box[0] - GAP, bottom]];
  });
}

const inside = (box, view) => box[0] >= view[0] && box[1] >= view[1] && box[2] <= view[2] && box[3] <= view[3];

function met(box, { box: own }, taken) {
  return taken.some((other) => {
    const itself = other.every((edge, i) => edge === own[i]);
    return !itself && meet(grown(box, AIR), other);
  });
}
