/* The names on the drawing: where each stands at a zoom, so that none meets another, a mark or a marker.
   Boxes are [minX, minY, maxX, maxY] in pixels of the zoom. */

const CELL = 64;
const AIR = 3; // px kept free around a name
const APART = 380; // px between two places of one street's name
const FAR = 13; // up to here a name stands close to what it names: only the first spots are tried
const FEW = 9;
const HALO = 3.5;
const RUBY = 0.5; // of the letter's size, and never smaller than
const LEAST_RUBY = 8.5;
const STEEP = 50; // degrees: from there the letters of a street's name stand one below the other

/* size in px, weight, tracking in px, from which zoom readings are shown, and where the name may stand */
export const STYLES = {
  station: { size: 13, weight: 700, ruby: 15, spots: beside(["middle", "side", "corner"], 13, 27) },
  away: { size: 11, weight: 400, ruby: 99, spots: beside(["side", "middle"], 8), colour: "neighbour" },
  town: { size: 15, weight: 700, tracking: 2, ruby: 15, spots: around(26) },
  chome: { size: 13, weight: 700, tracking: 1, ruby: 16, spots: around(30) },
  school: { size: 12, weight: 400, ruby: 99, spots: beside(["side", "middle"], 11) },
  river: { size: 13, weight: 400, tracking: 3, ruby: 15, spots: around(30) },
  park: { size: 11, weight: 400, ruby: 99, spots: around(12), colour: "park-name" },
  neighbour: { size: 14, weight: 400, tracking: 3, ruby: 99, spots: around(40) },
  note: { size: 11, weight: 400, ruby: 99, spots: around(30) },
  street: { size: 12, weight: 400, tracking: 1.5, ruby: 99 },
  rail: { size: 11, weight: 400, tracking: 1, ruby: 99, colour: "rail-name" },
};

/* beside a mark: dx, dy in px, and which edge of the text stands there; over or under it first where it lies on a line */
function beside(ways, ...gaps) {
  const spots = {
    side: (gap) => [[gap, 0, "start"], [-gap, 0, "end"]],
    middle: (gap) => [[0, -gap - 4, "middle"], [0, gap + 4, "middle"]],
    corner: (gap) => [[gap, -gap, "start"], [-gap, -gap, "end"], [gap, gap, "start"], [-gap, gap, "end"]],
  };
  return gaps.flatMap((gap) => ways.flatMap((way) => spots[way](gap)));
}

/* on a point, else a little beside it: further away it would name something else */
function around(step) {
  const sides = [[0, -1], [0, 1], [-1, 0], [1, 0], [-1, -1], [1, -1], [-1, 1], [1, 1]];
  const moved = [step / 2, step].flatMap((way) => sides.map(([x, y]) => [x * way, y * way]));
  return [[0, 0], ...moved].map(([x, y]) => [x, y, "middle"]);
}

/* what is taken already, found through a grid */
class Taken {
  constructor() {
    this._cells = new Map();
  }

  add(box) {
    for (const key of cellsOf(box)) {
      const cell = this._cells.get(key);
      if (cell) cell.push(box);
      else this._cells.set(key, [box]);
    }
  }

  meets(box) {
    for (const key of cellsOf(box)) {
      for (const other of this._cells.get(key) || []) if (overlap(box, other)) return true;
    }
    return false;
  }
}

function* cellsOf([minX, minY, maxX, maxY]) {
  for (let x = Math.floor(minX / CELL); x <= Math.floor(maxX / CELL); x++) {
    for (let y = Math.floor(minY / CELL); y <= Math.floor(maxY / CELL); y++) yield x * 67108864 + y;
  }
}

export function overlap(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/* The names that have room, in their order. `obstacles` are boxes that stay free. */
export function placeLabels(names, zoom, obstacles, ruler) {
  const taken = new Taken();
  for (const box of obstacles) taken.add(box);
  const placed = [];
  for (const name of names) {
    if (zoom < name.zooms[0] || zoom > name.zooms[1]) continue;
    const own = [];
    for (const label of candidates(name, zoom, ruler)) {
      if (own.length && !name.along) break;
      if (taken.meets(grown(label.box)) || own.some((other) => near(other, label))) continue;
      taken.add(label.box);
      own.push(label);
    }
    placed.push(...own);
  }
  return placed;
}

function near(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y) < APART;
}

function grown([minX, minY, maxX, maxY]) {
  return [minX - AIR, minY - AIR, maxX + AIR, maxY + AIR];
}

/* all the labels that a name could be at a zoom, the best first */
function candidates(name, zoom, ruler) {
  const style = STYLES[name.category];
  const runs = ruler.measure(name, style, zoom >= style.ruby);
  return name.along ? alongStreet(name, zoom, style, runs) : atPoint(name, zoom, style, runs);
}

function* atPoint(name, zoom, style, runs) {
  const scale = 2 ** zoom;
  const width = runs.reduce((sum, run) => sum + run.width, 0);
  const height = style.size + (runs.ruby ? runs.ruby + 1 : 0);
  for (const [dx, dy, edge] of zoom > FAR ? style.spots : style.spots.slice(0, FEW)) {
    const x = name.at[0] * scale + dx - (edge === "start" ? 0 : edge === "end" ? width : width / 2);
    const y = name.at[1] * scale + dy;
    const middle = y + (runs.ruby ? (runs.ruby + 1) / 2 : 0); // of the letters; readings stand above
    yield { name, style, runs, x, y: middle, box: [x, y - height / 2, x + width, y + height / 2] };
  }
}

function* alongStreet(name, zoom, style, runs) {
  const scale = 2 ** zoom;
  const last = Math.max(...name.along.map((one) => one.zoom));
  const width = runs.reduce((sum, run) => sum + run.width, 0);
  for (const { zoom: own, at, angle } of name.along) {
    if (own !== Math.min(zoom, last)) continue;
    const x = at[0] * scale;
    const y = at[1] * scale;
    const steep = Math.abs(angle) > STEEP;
    const radians = (angle * Math.PI) / 180;
    const [cos, sin] = [Math.abs(Math.cos(radians)), Math.abs(Math.sin(radians))];
    const across = steep ? (width * cos + style.size) / 2 : (width * cos + style.size * sin) / 2;
    const down = steep ? (width * sin + style.size) / 2 : (width * sin + style.size * cos) / 2;
    yield { name, style, runs, x, y, angle: radians, steep, width, box: [x - across, y - down, x + across, y + down] };
  }
}

/* Measures the pieces of names, each once with readings and once without. */
export class Ruler {
  constructor(context, font) {
    this._context = context;
    this._font = font;
    this._known = [new Map(), new Map()];
  }

  /* the pieces of a name with their widths; `ruby` is the size of readings, 0 where none are shown */
  measure(name, style, read) {
    const known = this._known[Number(read)];
    if (!known.has(name)) known.set(name, this._runs(name.text, style, read));
    return known.get(name);
  }

  _runs(text, style, read) {
    const ruby = read && text.some((piece) => typeof piece !== "string") ? Math.max(style.size * RUBY, LEAST_RUBY) : 0;
    const runs = text.map((piece) => {
      const [letters, reading] = typeof piece === "string" ? [piece, ""] : piece;
      const own = this._width(letters, fontOf(style, this._font), style.tracking);
      const above = ruby && reading ? this._width(reading, `400 ${ruby}px ${this._font}`) : 0;
      return { letters, reading: above ? reading : "", width: Math.max(own, above) };
    });
    return Object.assign(runs, { ruby });
  }

  _width(text, font, tracking = 0) {
    this._context.font = font;
    this._context.letterSpacing = "0px";
    // Browsers without letterSpacing write closer than this, never wider.
    return this._context.measureText(text).width + tracking * [...text].length;
  }
}

function fontOf(style, font) {
  return `${style.weight} ${style.size}px ${font}`;
}

/* Writes the labels of a view on the canvas, each with a halo. */
export function paintLabels(labels, context, origin, colours, font) {
  context.lineJoin = "round";
  context.textBaseline = "middle";
  context.textAlign = "center";
  for (const label of labels) {
    const { style } = label;
    context.strokeStyle = colours.halo;
    context.fillStyle = colours[style.colour || label.name.category];
    const x = label.x - origin.x;
    const y = label.y - origin.y;
    if (label.angle === undefined) writeLevel(label, x, y, context, font);
    else if (label.steep) writeDown(label, x, y, context, font);
    else writeAlong(label, x, y, context, font);
  }
  context.letterSpacing = "0px";
}

function writeLevel({ runs, style }, left, y, context, font) {
  let x = left;
  for (const run of runs) {
    write(context, run.letters, x + run.width / 2 + (style.tracking || 0) / 2, y, fontOf(style, font), style.tracking);
    if (run.reading) write(context, run.reading, x + run.width / 2, y - style.size / 2 - runs.ruby / 2 - 1, `400 ${runs.ruby}px ${font}`, 0);
    x += run.width;
  }
}

function writeAlong({ runs, style, angle }, x, y, context, font) {
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  write(context, runs.map((run) => run.letters).join(""), (style.tracking || 0) / 2, 0, fontOf(style, font), style.tracking);
  context.restore();
}

/* upright letters, one below the other along the street */
function writeDown({ runs, style, angle, width }, x, y, context, font) {
  const letters = [...runs.map((run) => run.letters).join("")];
  const step = width / letters.length;
  const down = Math.sin(angle) < 0 ? angle + Math.PI : angle;
  letters.forEach((letter, i) => {
    const way = (i - (letters.length - 1) / 2) * step;
    write(context, letter === "ー" ? "｜" : letter, x + Math.cos(down) * way, y + Math.sin(down) * way, fontOf(style, font), 0);
  });
}

function write(context, text, x, y, font, tracking = 0) {
  context.font = font;
  context.letterSpacing = `${tracking}px`;
  context.lineWidth = HALO;
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}
