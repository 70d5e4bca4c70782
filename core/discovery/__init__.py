"""Finding printers: which addresses to ask, what that will cost, and the sweep itself."""
