"""Places in SQLite and back: the current state, and every change for ever."""
