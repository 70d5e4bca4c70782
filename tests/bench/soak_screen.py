"""What a terminal shows of the program: which screen, whether something is typed, what is wrong with it."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache

import tui.screens
from tests.tui.pty.emulator import Emulator
from tests.tui.pty.keys import title_of
from tui.screens.framed import FramedScreen

NAME = re.compile(r"\br\d{3}-")
"""How the names of the restless devices begin."""
_BOX = re.compile("[╭╰]─|─[╮╯]|[┌└]─|[▁▔]{40}")
CATCHING = "Press the new keys"
LEAST = (60, 16)
"""Columns and lines below which there is nothing but a notice."""
_TYPING = tuple(f"enter {title_of(command)}" for command in ("submit", "run_typed"))
_FEW = 3
"""Lines that every screen has at least: title, keys, and something between them."""


@cache
def headings() -> dict[str, str]:
    """Heading in the title bar -> scope of the screen's commands."""
    for module in pkgutil.iter_modules(tui.screens.__path__, f"{tui.screens.__name__}."):
        importlib.import_module(module.name)
    return {kind.HEADING: kind.SCOPE for kind in _kinds(FramedScreen) if kind.HEADING}


def _kinds(kind: type[FramedScreen]) -> Iterator[type[FramedScreen]]:
    for below in kind.__subclasses__():
        yield below
        yield from _kinds(below)


def place(screen: Emulator) -> str:
    """The scope of the screen in front; "box" for a question, the help or the palette, "small" for the notice.

    A title that names no screen is that of a device.
    """
    if screen.columns < LEAST[0] or len(screen.lines) < LEAST[1]:
        return "small"
    if any(_BOX.search(line) for line in screen.lines):
        return "box"
    words = screen.lines[0].split("  ")
    return next(
        (scope for heading, scope in headings().items() if any(heading in word for word in words[:3])), "details"
    )


def is_typing(screen: Emulator) -> bool:
    """Whether keys go into a field of a screen."""
    return screen.lines[-1].strip().startswith(_TYPING)


def device_under_cursor(screen: Emulator) -> str | None:
    """How the name begins of the device that the cursor is on; None where that cannot be told."""
    marked = screen.marked_lines()
    found = NAME.search(screen.lines[marked[0]]) if len(marked) == 1 else None
    return found[0] if found else None


def faults(screen: Emulator) -> list[str]:
    """What no screen may show, whatever was pressed."""
    found = [f"wider than the terminal: {text}" for text in screen.overflows[:3]]
    lines = [line for line in screen.lines if line.strip()]
    if "Traceback" in screen.text:
        found.append("a traceback")
    where = place(screen)
    if len(lines) < _FEW and where != "small":
        found.append("an empty screen")
    elif where not in ("small", "box"):
        if not screen.lines[0].strip():
            found.append("no title")
        # While new keys for a command are pressed every key is one of them.
        if title_of("show_help") not in screen.lines[-1] and CATCHING not in screen.text:
            found.append("no key line")
    return found
