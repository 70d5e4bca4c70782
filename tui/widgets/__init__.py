"""The terminal's own widgets and the pure functions that draw their lines."""
