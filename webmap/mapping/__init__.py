"""Places on a Folium map. No text that a person typed passes through a Folium element, ever."""
