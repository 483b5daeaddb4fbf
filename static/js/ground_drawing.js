/* The drawing of the city: reads its file, and makes paths of it for one zoom.
   Everything is kept in the map's own pixels at zoom 0 (EPSG:3857), so that a zoom is one multiplication. */

import { project } from "./mercator.js";

const TOGETHER = 16; // areas in one path: a path of thousands of corners takes the square of its time
const SKIP = 1; // px: corners nearer to the last one than this are not drawn

/* The file's layers, each a list of {paths: [Float64Array of x, y, …], box: [minX, minY, maxX, maxY]}, and its names. */
export function readDrawing(file) {
  const place = (x, y) => project((file.origin[0] + x) * file.step, (file.origin[1] + y) * file.step);
  const layers = (several, read) =>
    Object.fromEntries(Object.entries(several).map(([name, parts]) => [name, readParts(read(parts), place)]));
  return {
    middle: place(0, 0),
    areas: layers(file.areas, (areas) => areas),
    lines: layers(file.lines, (lines) => lines.map((line) => [line])),
    dots: layers(file.dots, (dots) => [[dots]]),
    names: file.names.map((name) => readName(name, place)),
  };
}

function readParts(parts, place) {
  let x = 0;
  let y = 0;
  return parts.map((lists) => {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    const paths = lists.map((flat) => {
      const points = new Float64Array(flat.length);
      for (let i = 0; i < flat.length; i += 2) {
        x += flat[i];
        y += flat[i + 1];
        points.set(place(x, y), i);
        widen(box, points[i], points[i + 1], points[i], points[i + 1]);
      }
      return points;
    });
    return { paths, box };
  });
}

function readName(name, place) {
  const along = name.along && name.along.map(([zoom, x, y, angle]) => ({ zoom, at: place(x, y), angle }));
  return { ...name, at: name.at && place(...name.at), along };
}

function widen(box, minX, minY, maxX, maxY) {
  box[0] = Math.min(box[0], minX);
  box[1] = Math.min(box[1], minY);
  box[2] = Math.max(box[2], maxX);
  box[3] = Math.max(box[3], maxY);
}

/* The drawing at one zoom: paths in pixels around `middle` (pixels of the zoom), each made when it is first seen. */
export class Scaled {
  constructor(drawing, zoom) {
    this.zoom = zoom;
    this.scale = 2 ** zoom;
    this.middle = [drawing.middle[0] * this.scale, drawing.middle[1] * this.scale];
    this._drawing = drawing;
    this._batches = new Map();
  }

  /* the paths of a layer that a window (pixels of the zoom) sees; none where the city has no such layer */
  *seen(part, name, window) {
    for (const batch of this._batchesOf(part, name)) {
      const [minX, minY, maxX, maxY] = batch.box;
      if (maxX < window[0] || minX > window[2] || maxY < window[1] || minY > window[3]) continue;
      batch.path ||= this._path(batch.parts, part === "areas");
      yield batch.path;
    }
  }

  has(part, name) {
    return name in this._drawing[part];
  }

  /* the points of a layer of dots, in pixels around the middle */
  *dots(name) {
    for (const points of (this._drawing.dots[name] || []).flatMap((part) => part.paths)) {
      for (let i = 0; i < points.length; i += 2) yield this._at(points, i);
    }
  }

  _batchesOf(part, name) {
    const key = `${part} ${name}`;
    if (!this._batches.has(key)) this._batches.set(key, batched(this._drawing[part][name] || [], this.scale));
    return this._batches.get(key);
  }

  _path(parts, closed) {
    const path = new Path2D();
    for (const points of parts.flatMap((part) => part.paths)) this._trace(path, points, closed);
    return path;
  }

  /* thousands of corners: no array for each */
  _trace(path, points, closed) {
    const { scale } = this;
    const [left, top] = this.middle;
    let lastX = points[0] * scale - left;
    let lastY = points[1] * scale - top;
    path.moveTo(lastX, lastY);
    for (let i = 2; i < points.length; i += 2) {
      const x = points[i] * scale - left;
      const y = points[i + 1] * scale - top;
      if (i < points.length - 2 && Math.abs(x - lastX) + Math.abs(y - lastY) < SKIP) continue;
      path.lineTo(x, y);
      lastX = x;
      lastY = y;
    }
    if (closed) path.closePath();
  }

  _at(points, i) {
    return [points[i] * this.scale - this.middle[0], points[i + 1] * this.scale - this.middle[1]];
  }
}

function batched(parts, scale) {
  const batches = [];
  for (let i = 0; i < parts.length; i += TOGETHER) {
    const several = parts.slice(i, i + TOGETHER);
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const part of several) widen(box, ...part.box);
    batches.push({ parts: several, box: box.map((value) => value * scale), path: null });
  }
  return batches;
}
