"""Supplies Assistant's core: finds printers, reads them, holds the truth. Never imports the terminal."""


def version() -> str:
    """The installed version, "0+unknown" in a source tree that was never installed."""
    from importlib import metadata  # costs a start of the program 50 ms, and only --version asks

    try:
        return metadata.version("supplies-assistant")
    except metadata.PackageNotFoundError:
        return "0+unknown"
