"""What is written to the terminal bit by bit is what a whole painting would show, in fewer bytes."""

import random
from typing import Any

import pytest
from rich.console import RenderableType
from textual._compositor import CompositorUpdate
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from tests.tui.pty.emulator import Emulator
from tui.cropped_update import cropped
from tui.themes import SUPPLIES_DARK
from tui.widgets.columns import Column
from tui.widgets.listing import Listing

Words = tuple[str, str, str]
SIZE = (60, 14)
NAMES = ("hall", "a name that is cut", "二階会議室", "é", "")
KEYS = ("j", "k", "G", "g", "pagedown", "pageup")


def column(place: int, title: str) -> Column[Words]:
    style = ("", "bold $state-low", "$muted")[place]
    return Column(id=title, title=title, draw=lambda row, _: Content.styled(row[place], style), least=6, ideal=12)


class DrawnApp(App[None]):
    """Feeds what it would write to a terminal to an emulator."""

    CSS_PATH = "../../screens.css"

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(SUPPLIES_DARK)
        self.theme = SUPPLIES_DARK.name
        self.terminal = Emulator(*SIZE)
        self.written = 0

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return SUPPLIES_DARK.variables

    def compose(self) -> ComposeResult:
        with Horizontal():
            left = Static("at its left")
            left.styles.width = 13
            yield left
            yield Listing([column(0, "name"), column(1, "alert"), column(2, "age")], id="list", has_gutter=True)

    @property
    def listing(self) -> "Listing[Words]":
        return self.query_one(Listing)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        update: object = cropped(renderable)
        if isinstance(update, CompositorUpdate):
            data = update.render_segments(self.console).encode()
            self.written += len(data)
            self.terminal.feed(data)
        super()._display(screen, renderable)

    def whole(self) -> Emulator:
        """A terminal on which everything is painted at once."""
        terminal = Emulator(*SIZE)
        update = self.screen._compositor.render_full_update()
        terminal.feed(update.render_segments(self.console).encode())
        return terminal


async def paint(app: DrawnApp, pilot: Pilot[None]) -> None:
    """Have everything painted that is due, as the screen's timer does."""
    for _ in range(3):
        await pilot.pause()
        app.screen._on_timer_update()


def looks(terminal: Emulator) -> list[object]:
    return [terminal.cells(line) for line in range(SIZE[1])]


def some_rows(dice: random.Random, count: int) -> dict[str, Words]:
    return {f"k{number}": (f"{number} {dice.choice(NAMES)}", dice.choice(NAMES), "now") for number in range(count)}


@pytest.mark.parametrize("seed", range(4))
async def test_bit_by_bit_comes_out_as_all_at_once(seed: int) -> None:
    dice, app = random.Random(seed), DrawnApp()
    async with app.run_test(size=SIZE) as pilot:
        shown = some_rows(dice, 30)
        order = list(shown)
        app.listing.show(shown, order)
        app.listing.focus()
        await pilot.pause()
        for _ in range(25):
            for _ in range(dice.randrange(1, 4)):  # several changes before one painting
                match dice.randrange(6):
                    case 0:
                        key = dice.choice(list(shown))
                        shown[key] = (shown[key][0], dice.choice(NAMES), dice.choice(("now", "1 min", "2 h")))
                        app.listing.show(shown, order)
                    case 1:
                        order = dice.sample(order, len(order))
                        app.listing.show(shown, order)
                    case 2:
                        app.listing.select(set(dice.choices(list(shown), k=3)))
                    case 3:
                        app.simulate_key(dice.choice(KEYS))
                    case 4:
                        shown = some_rows(dice, dice.randrange(1, 40))
                        order = list(shown)
                        app.listing.show(shown, order)
                    case _:
                        app.listing.move_to(dice.choice(order))
            await paint(app, pilot)
            assert looks(app.terminal) == looks(app.whole())


async def test_a_changed_cell_is_written_alone() -> None:
    app = DrawnApp()
    async with app.run_test(size=SIZE) as pilot:
        shown = some_rows(random.Random(1), 30)
        app.listing.show(shown, list(shown))
        app.listing.focus()
        await paint(app, pilot)
        app.written = 0
        shown["k3"] = (*shown["k3"][:2], "1 min")
        app.listing.show(shown, list(shown))
        await paint(app, pilot)
        assert "1 min" in app.terminal.lines[4]
        assert 0 < app.written < 100


async def test_a_row_that_comes_out_as_before_is_not_written() -> None:
    app = DrawnApp()
    async with app.run_test(size=SIZE) as pilot:
        shown = some_rows(random.Random(1), 30)
        app.listing.show(shown, list(shown))
        app.listing.focus()
        await paint(app, pilot)
        app.written = 0
        shown["k3"] = (*shown["k3"][:2], "now")  # another object
        app.listing.show(shown, list(shown))
        await paint(app, pilot)
        assert app.written == 0


async def test_a_wide_letter_is_not_cut_in_halves_by_what_goes_away_over_it() -> None:
    app = DrawnApp()
    async with app.run_test(size=SIZE) as pilot:
        shown = {f"k{number}": ("x" * (number % 2) + "二階会議室二階会議室", "", "now") for number in range(12)}
        app.listing.show(shown, list(shown))
        await paint(app, pilot)
        for width in (31, 32):
            cover = Static("over it")
            cover.styles.width, cover.styles.height, cover.styles.dock = width, 6, "right"
            cover.styles.layer = "over"
            app.screen.styles.layers = "base over"
            await app.screen.mount(cover)
            await paint(app, pilot)
            await cover.remove()
            await paint(app, pilot)
            assert looks(app.terminal) == looks(app.whole())
