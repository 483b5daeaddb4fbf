/* What people do with the markers: parts of the places' layer, where they are its own methods. */

import { membersOf } from "./place_groups.js";

const L = window.L;

export const stillness = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

export const markerHands = {
  _click(event) {
    const button = event.target.closest("button");
    if (!button) return;
    L.DomEvent.stop(event);
    const map = this._map;
    if (event.detail > 0 && map.dragging.enabled() && map.dragging.moved()) return; // the end of a drag that began on a marker
    const { group } = button.places;
    if (group.kind === "cluster") {
      const bounds = L.latLngBounds(group.sites.map((s) => this._point(s)));
      const zoom = Math.min(Math.max(map.getBoundsZoom(bounds, false, L.point(72, 72)), map.getZoom() + 1), this._lastZoom());
      map.setView(bounds.getCenter(), zoom, { animate: !stillness() });
      return;
    }
    const members = membersOf(group, this._shown);
    if (members.length > 1) map.fire("placesopen", { places: members.map((i) => this._place(i)) });
    else this.choose(this._data.columns.key[members[0]]);
  },

  /* the keyboard has come to a marker in the margin: bring it into view */
  _focused(event) {
    const button = event.target.closest("button");
    if (!button || !button.matches(":focus-visible")) return;
    const box = this._map.getContainer();
    const controls = box.querySelector(".leaflet-top.leaflet-right").offsetWidth;
    const credits = box.getBoundingClientRect().bottom - box.querySelector(".leaflet-control-attribution").getBoundingClientRect().top;
    const padding = { paddingTopLeft: [48, 88], paddingBottomRight: [controls + 28, credits + 28] }; // free of all that lies over the map
    this._map.panInside(this._spot(button.places.group), { ...padding, animate: !stillness() });
  },
};
