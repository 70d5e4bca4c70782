"""The rooms of the terminal: devices, discovery, details, help."""
