"""Supplies Assistant's core: finds printers, reads them, holds the truth. Never imports the terminal."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("supplies-assistant")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+unknown"
