"""Reading printers again and again: one read, and the rounds."""
