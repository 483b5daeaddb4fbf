// The map's own layers, ready before its script (which is Folium's) asks for them.
import "./ground_layer.js";
import "./places_layer.js";
