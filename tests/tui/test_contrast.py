"""Not only the themes' tables but what is drawn: every letter on the screen is legible on its ground."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

import pytest
from rich.color import Color as RichColor
from rich.style import Style
from textual.geometry import Region
from textual.screen import Screen

from core.errors import UsageError
from core.settings import Settings, UiSettings
from tests.tui.contrast import PALETTES, Rgb, contrast, rgb
from tests.tui.drawn import drawn
from tests.tui.fakes import FakeServices
from tests.tui.printers import detailed, typical
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.themes import ANSI_THEME, THEMES

LEAST_CONTRAST = 4.5
DIM = 0.66
"""How much of the text's color Textual keeps of dim text."""


def shown(color: RichColor | None) -> Rgb:
    assert color is not None
    assert not color.is_default, "whatever the terminal makes of it"
    if color.number is not None and color.triplet is None:
        return rgb(PALETTES["linux console"][color.number])
    assert color.triplet is not None
    return (color.triplet.red, color.triplet.green, color.triplet.blue)


def ratio(style: Style) -> float:
    text, ground = shown(style.color), shown(style.bgcolor)
    if style.dim:
        text = tuple(int(b + (t - b) * DIM) for t, b in zip(text, ground, strict=True))  # type: ignore[assignment]
    return contrast(text, ground)


def illegible(app: SuppliesApp, region: Region) -> dict[str, float]:
    found = {}
    for y, line in enumerate(drawn(app)):
        x = 0
        for text, style in line:
            is_inside = region.contains(x, y)
            x += len(text)
            if is_inside and any(char.isalnum() for char in text) and ratio(style) < LEAST_CONTRAST:
                found[text.strip()] = round(ratio(style), 2)
    return found


def ask() -> AskText:
    return AskText("Location", "Where they are.", value="Attic", placeholder="place", complaint=lambda _: "too short")


STEPS: dict[str, tuple[tuple[str | Callable[[], Screen[Any]], ...], tuple[str, ...], str | None]] = {
    "devices": (("j", "space", "j", "space", "k"), ("escape",), None),
    "filter": (("slash", *"laser"), ("escape",), None),
    "details": (("enter",), ("q",), None),
    "alerts": (("a", "j"), ("q",), None),
    "orders": (("o",), ("q",), None),
    "discovery": (("f5",), ("f2",), None),
    "log": (("ctrl+l",), ("q",), None),
    "help": (("question_mark",), ("q",), ".leaf"),
    "looking for help": (("question_mark", "slash", *"sort"), ("escape", "escape"), ".leaf"),
    "tour": (("ctrl+g",), ("q",), ".leaf"),
    "palette": (("ctrl+p", *"lab"), ("escape",), "CommandList"),
    "a question": ((lambda: Confirm("Remove 3 devices", "Forget them.", yes="Remove"),), ("escape",), ".dialog-box"),
    "its other answer": (
        (lambda: Confirm("Remove 3 devices", "Forget them.", yes="Remove"), "tab"),
        ("escape",),
        ".dialog-box",
    ),
    "asking": ((ask,), ("escape",), ".dialog-box"),
    "choosing": ((lambda: Choose("Sort by", "Column", {"a": "Age", "b": "Name"}),), ("escape",), ".dialog-box"),
}
"""Name -> keys and dialogs that lead there, keys that lead back, what is looked at where the rest shines through."""


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_letter_is_legible(theme: str) -> None:
    environment = {"TERM": "linux"} if theme == ANSI_THEME else {}
    services = FakeServices([detailed(), *typical()], Settings(ui=UiSettings(theme=theme)))
    app = SuppliesApp(services, environment=environment)
    found: dict[tuple[str, str], float] = {}
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        app.tell_error(UsageError("no such target", "name a network"))
        app.notify("hello", title="greeting", severity="warning", markup=False)
        for name, (ways, back, selector) in STEPS.items():
            for is_key, run in groupby(ways, lambda way: isinstance(way, str)):
                if is_key:
                    await pilot.press(*run)  # type: ignore[arg-type]
                for question in () if is_key else run:
                    await app.push_screen(question())  # type: ignore[operator]
                await settle(pilot)
            region = app.screen.query_one(selector).region if selector else app.screen.region
            assert region.area
            found |= {(name, text): ratio for text, ratio in illegible(app, region).items()}
            for key in back:
                await pilot.press(key)
                await settle(pilot)
            assert app.screen is app.screen_stack[0]
            assert app.current_mode == "devices"
        assert app.theme == theme
    assert found == {}
