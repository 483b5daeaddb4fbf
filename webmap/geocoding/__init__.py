"""Address → point, through geopy: a gazetteer of our own that needs no network; others if chosen."""
