"""The doors for the staff. Everything here is behind :mod:`.guard`."""
