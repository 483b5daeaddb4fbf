"""From an address to a point, by geopy: the only room that asks a geocoder."""
