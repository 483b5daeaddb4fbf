/* What stands at a zoom: groups and areas of the places that are shown, each zoom worked out once. */

import { AreaPlan, farShape, plateBox } from "./areas.js";
import { EVERYWHERE, around, grown } from "./boxes.js";
import { Groups, boxOf, farOf, membersOf, siteGroup, sizeAt } from "./place_groups.js";

const KEPT = 12; // zooms
const FEW = 2000; // of more groups `boxes` tells only those around the view,
const SQUARE = 1024; // px: in whole squares of the world
const BEYOND = 100; // px: from afar a disc reaches so far into a box

export class Standing {
  /* lastZoom: the map's; measure(words): the width and height of a tray's words in px */
  constructor(shown, lastZoom, measure) {
    Object.assign(this, { _shown: shown, _data: shown.data, _lastZoom: lastZoom, _measure: measure });
    this._zooms = new Map();
  }

  _at(zoom) {
    const known = this._zooms.get(zoom);
    if (known) return known;
    const groups = new Groups(this._shown, zoom, this._lastZoom);
    const size = sizeAt(zoom);
    const markers = (box) => groups.within(box).map((group) => boxOf(group, size));
    const plan = zoom > farOf(this._data) ? new AreaPlan(this._shown, zoom, markers, this._measure) : null;
    if (this._zooms.size > KEPT) this._zooms.clear();
    this._zooms.set(zoom, { groups, plan });
    return { groups, plan };
  }

  /* as far around a view as is told what stands */
  surroundings(zoom, middle, { x, y }) {
    if (this._at(zoom).groups.count <= FEW) return EVERYWHERE;
    const [minX, minY, maxX, maxY] = around(middle.x, middle.y, x, y);
    return [minX, minY, maxX + SQUARE, maxY + SQUARE].map((edge) => Math.floor(edge / SQUARE) * SQUARE);
  }

  /* the groups and shapes in a box, and perhaps some beyond it */
  _found(zoom, box) {
    const { groups, plan } = this._at(zoom);
    const found = groups.within(plan ? box : grown(box, BEYOND));
    if (!plan) return { groups: found, shapes: found.filter((group) => group.area).map((group) => farShape(group, zoom)) };
    const laid = plan.near(box);
    return { groups: found.concat(...laid.map((area) => area.groups)), shapes: laid.map((area) => area.shape) };
  }

  /* the same in the order of the list, with the ring of the chosen place (or -1); it stays itself when its neighbours
     are one number */
  within(zoom, box, chosen) {
    const { groups, shapes } = this._found(zoom, box);
    if (chosen >= 0) this._ring(groups, chosen, zoom);
    return { groups: groups.sort((one, other) => one.at - other.at), shapes };
  }

  _ring(groups, chosen, zoom) {
    const s = this._data.site[chosen];
    const own = (group) => group.sites.length === 1 && group.sites[0] === s && membersOf(group, this._shown).includes(chosen);
    const group = groups.find(own) || this.ofSite(s, zoom).find(own);
    const base = group || { ...siteGroup(this._shown, s, ...this._pointOf(s, zoom)), key: "chosen" };
    const ring = { ...base, kind: "chosen", large: base.large && base.place === chosen, place: chosen };
    if (groups.includes(group)) groups[groups.indexOf(group)] = ring;
    else groups.push(ring);
  }

  _pointOf(s, zoom) {
    return [this._data.x[s] * 2 ** zoom, this._data.y[s] * 2 ** zoom];
  }

  _aroundSite(s, zoom) {
    const [x, y] = this._pointOf(s, zoom);
    return this._found(zoom, grown([x, y, x, y], 1));
  }

  /* the groups that stand at the point of a site, or in its area */
  ofSite(s, zoom) {
    return this._aroundSite(s, zoom).groups;
  }

  trayOf(s, zoom) {
    return this._aroundSite(s, zoom).shapes.find((shape) => shape.s === s && shape.plate);
  }

  boxes(zoom, box, chosen) {
    const { groups, shapes } = this.within(zoom, box, chosen);
    const size = sizeAt(zoom);
    return [...groups.map((group) => boxOf(group, size)), ...shapes.filter((shape) => shape.plate).map(plateBox)];
  }
}
