"""The stories: one file is one thing the city does."""
