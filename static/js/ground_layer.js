/* The ground under everything: the land of the city, its border, and the neighbours' land around it.
   Made on the page by `L.groundLayer(url, options)`; the data is GeoJSON whose features are the `part` city or neighbour. */

const L = window.L;

L.GroundLayer = L.LayerGroup.extend({
  options: { pane: "ground", attribution: "" },

  initialize(url, options) {
    L.LayerGroup.prototype.initialize.call(this, [], options);
    this._url = url;
  },

  onAdd(map) {
    if (!map.getPane("ground")) {
      const pane = map.createPane("ground"); // below the tiles, which are at 200
      pane.style.zIndex = 150;
      pane.style.pointerEvents = "none";
    }
    L.LayerGroup.prototype.onAdd.call(this, map);
    if (!this._asked) this._asked = this._load(map);
  },

  async _load(map) {
    try {
      const answer = await fetch(this._url, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(`${answer.status} ${this._url}`);
      this._build(await answer.json());
    } catch (error) {
      map.fire("groundfail", { error }); // the map still works on plain paper
    }
  },

  _build(drawing) {
    const features = drawing.features;
    const home = features.filter((one) => one.properties.part === "city");
    const around = features.filter((one) => one.properties.part !== "city");
    const common = { pane: "ground", renderer: L.canvas({ pane: "ground", padding: 0.5 }), interactive: false };
    const world = [[-85, -180], [85, 180]];
    this.addLayer(L.rectangle(world, { ...common, stroke: false, fillColor: "#F3EFE7", fillOpacity: 1 }));
    this.addLayer(L.geoJSON(around, { ...common, style: { color: "#E0D8C8", weight: 1, fill: false } }));
    this.addLayer(L.geoJSON(home, { ...common, style: { stroke: false, fillColor: "#FFFDF8", fillOpacity: 1 } }));
    const border = { color: "#C9BEA6", weight: 1.8, dashArray: "10 4 1.5 4", lineCap: "butt", fill: false };
    this.addLayer(L.geoJSON(home, { ...common, style: border }));
  },
});

L.groundLayer = (url, options) => new L.GroundLayer(url, options);

export const GroundLayer = L.GroundLayer;
