/* Paints the drawing on a canvas, from the land up to the borders, in the colours that it is given. */

/* px at zoom 15; the rest follows `growth` */
const ROADS = [["small", 2.6], ["tertiary", 4.6], ["secondary", 5.5], ["trunk", 6], ["motorway", 7]];
const GROWTH = [[12, 0.36], [13, 0.5], [14, 0.7], [15, 1], [16, 1.6], [17, 2.6], [18, 4.4]];
const CASING = 1; // px on each side of a road
const PALER = 0.28; // of its colour a block loses with each shade
const FAR = 13; // up to here a street is less than a pixel, and blocks are drawn coarser
const HATCH = 9; // px between the lines where the source of the blocks ends
const TREES_FROM = 14;

export class Painter {
  /* `origin` is the canvas's corner in pixels of the zoom, `size` its size in pixels */
  constructor(context, scaled, origin, size, colours) {
    this.context = context;
    this.scaled = scaled;
    this.colours = colours;
    this.origin = origin;
    this.size = size;
    this.window = [origin.x, origin.y, origin.x + size.x, origin.y + size.y];
    this.growth = (GROWTH.find(([zoom]) => zoom >= scaled.zoom) || GROWTH.at(-1))[1];
  }

  paint() {
    const { context, scaled, origin, size, colours } = this;
    context.fillStyle = colours.outside;
    context.fillRect(0, 0, size.x, size.y);
    context.save();
    context.translate(scaled.middle[0] - origin.x, scaled.middle[1] - origin.y);
    this._paintLand();
    this._paintBlocks();
    this._fill("water", colours.water);
    this._paintRoads();
    if (scaled.zoom >= TREES_FROM) this._paintTrees();
    this._paintRails();
    this._stroke("city", colours.border, 1.8, { part: "areas", dash: [10, 4, 1.5, 4] });
    context.restore();
  }

  _paintLand() {
    const { colours } = this;
    this._stroke("border", colours.between, 1, { dash: [7, 4] });
    this._fill("city", colours.land);
    this._fill("wood", colours.wood);
    this._fill("park", colours.park);
  }

  _paintBlocks() {
    const { colours } = this;
    if (this.scaled.zoom > FAR) {
      this._fillShades("around", colours.around);
      this._fillShades("block", colours.block);
    } else this._fill("far", colours.block);
    this._hatch("undrawn", colours.block);
  }

  _fillShades(head, colour) {
    for (let shade = 0; this.scaled.has("areas", `${head}-${shade}`); shade++) {
      this.context.globalAlpha = 1 - shade * PALER;
      this._fill(`${head}-${shade}`, colour);
    }
    this.context.globalAlpha = 1;
  }

  _paintRoads() {
    const { colours, growth } = this;
    for (const [name, width] of ROADS) this._stroke(name, colours.casing, width * growth + 2 * CASING);
    for (const [name, width] of ROADS) this._stroke(name, colours.road, width * growth);
  }

  _paintTrees() {
    const radius = Math.min(4.5, 1.9 * this.growth);
    for (const tree of ["cherry", "ginkgo"]) this._dot(tree, this.colours[tree], radius);
  }

  _paintRails() {
    const width = Math.min(6, Math.max(2, 3.2 * this.growth));
    this._stroke("rail", this.colours.rail, width);
    this._stroke("rail", this.colours.land, width - 1.6, { dash: [width * 2, width * 2] });
  }

  /* ---- strokes of the brush ---- */

  _fill(name, colour) {
    this.context.fillStyle = colour;
    for (const path of this.scaled.seen("areas", name, this.window)) this.context.fill(path, "evenodd");
  }

  _stroke(name, colour, width, { part = "lines", dash = [] } = {}) {
    const { context } = this;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.lineJoin = "round";
    context.lineCap = dash.length ? "butt" : "round";
    context.setLineDash(dash);
    for (const path of this.scaled.seen(part, name, this.window)) context.stroke(path);
    context.setLineDash([]);
  }

  _dot(name, colour, radius) {
    const { context } = this;
    context.beginPath();
    for (const [x, y] of this.scaled.dots(name)) {
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
    }
    context.fillStyle = colour;
    context.fill();
  }

  /* calm lines over an area; they stay where they are while the map moves */
  _hatch(name, colour) {
    for (const path of this.scaled.seen("areas", name, this.window)) {
      this.context.save();
      this.context.clip(path, "evenodd");
      this._rule(colour);
      this.context.restore();
    }
  }

  _rule(colour) {
    const { context, scaled, window } = this;
    const [left, top, right, bottom] = [0, 1, 2, 3].map((i) => window[i] - scaled.middle[i % 2]);
    context.beginPath();
    for (let sum = Math.floor((left + top) / HATCH) * HATCH; sum < right + bottom; sum += HATCH) {
      context.moveTo(sum - top, top);
      context.lineTo(sum - bottom, bottom);
    }
    context.strokeStyle = colour;
    context.lineWidth = 1.6;
    context.stroke();
  }
}
