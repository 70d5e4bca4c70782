"""What we talk about: frozen values, no I/O. `None` always means "not offered by the device"."""
