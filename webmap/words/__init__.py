"""How it is said: phrases by key, readings, days and hours in words."""
