from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot

from tui.themes import SUPPLIES_DARK
from tui.widgets.columns import Column
from tui.widgets.listing import Listing

Words = tuple[str, ...]


class Drawings:
    """Draws the second word of a row and counts how often."""

    def __init__(self) -> None:
        self.drawn: list[str] = []

    def __call__(self, row: Words, width: int) -> Content:
        self.drawn.append(row[0])
        return Content(row[1])


class ListApp(App[None]):
    CSS_PATH = "../../../screens.css"

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(SUPPLIES_DARK)
        self.theme = SUPPLIES_DARK.name
        self.drawings = Drawings()
        self.chosen: list[str] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return SUPPLIES_DARK.variables

    def compose(self) -> ComposeResult:
        yield Listing([Column(id="word", title="Word", draw=self.drawings, least=5, ideal=20)], id="list")

    def on_listing_chosen(self, message: "Listing.Chosen") -> None:
        self.chosen.append(message.key)

    @property
    def listing(self) -> "Listing[Words]":
        return self.query_one(Listing)


def rows(count: int) -> dict[str, Words]:
    return {f"k{number:05d}": (f"k{number:05d}", f"row {number}") for number in range(count)}


@asynccontextmanager
async def listed(count: int, height: int = 11) -> AsyncIterator[tuple[ListApp, Pilot[None], dict[str, Words]]]:
    app, shown = ListApp(), rows(count)
    async with app.run_test(size=(40, height)) as pilot:
        app.listing.show(shown, list(shown))
        app.listing.focus()
        await pilot.pause()
        yield app, pilot, shown


def painted(app: ListApp) -> list[str]:
    listing = app.listing
    return [listing.render_line(y).text.strip() for y in range(listing.size.height)]


async def test_only_lines_in_view_are_drawn() -> None:
    async with listed(10_000) as (app, pilot, _):
        assert set(app.drawings.drawn) == {f"k{number:05d}" for number in range(10)}
        await pilot.press("G")
        assert painted(app)[-1] == "row 9999"
        assert len(set(app.drawings.drawn)) == 20


async def test_moving_the_cursor_draws_two_lines() -> None:
    async with listed(1000) as (app, pilot, _):
        app.drawings.drawn.clear()
        await pilot.press("j")
        assert sorted(app.drawings.drawn) == ["k00000", "k00001"]


async def test_a_changed_row_is_drawn_alone() -> None:
    async with listed(1000) as (app, pilot, shown):
        app.drawings.drawn.clear()
        shown["k00004"] = ("k00004", "new")
        app.listing.show(shown, list(shown))
        await pilot.pause()
        assert app.drawings.drawn == ["k00004"]
        assert painted(app)[5] == "new"


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("j", 1),
        ("down down k", 1),
        ("up", 0),
        ("G", 99),
        ("G down", 99),
        ("G g", 0),
        ("end home", 0),
        ("pagedown", 10),
        ("pagedown pagedown pageup", 10),
        ("ctrl+d", 10),
    ],
)
async def test_the_keys_of_every_list(keys: str, place: int) -> None:
    async with listed(100) as (app, pilot, _):
        await pilot.press(*keys.split())
        assert app.listing.cursor_place == place
        top = round(app.listing.scroll_y)
        assert top <= place < top + 10


@pytest.mark.parametrize("key", ["enter", "l", "right"])
async def test_a_row_is_opened_by_key(key: str) -> None:
    async with listed(5) as (app, pilot, _):
        await pilot.press("j", key)
        assert app.chosen == ["k00001"]


async def test_a_click_moves_the_cursor_and_a_second_one_opens() -> None:
    async with listed(5) as (app, pilot, _):
        await pilot.click(Listing, offset=(4, 3))
        assert (app.listing.cursor_key, app.chosen) == ("k00002", [])
        await pilot.click(Listing, offset=(4, 3))
        assert app.chosen == ["k00002"]


async def test_the_cursor_stays_on_its_row_when_rows_move() -> None:
    async with listed(100) as (app, pilot, shown):
        await pilot.press(*["pagedown"] * 4, "k", "k", "k")
        assert painted(app)[1 + 6] == "row 37"
        app.listing.show(shown, sorted(shown, reverse=True))
        await pilot.pause()
        assert (app.listing.cursor_key, app.listing.cursor_place) == ("k00037", 62)
        assert painted(app)[1 + 6] == "row 37"  # on the same line of the screen as before


async def test_rows_that_move_past_the_cursor_do_not_scroll_the_list() -> None:
    async with listed(100) as (app, pilot, shown):
        await pilot.press("j", "j")
        order = sorted(shown)
        app.listing.show(shown, ["k00099", *order[:99]])
        await pilot.pause()
        assert (app.listing.cursor_key, app.listing.cursor_place) == ("k00002", 3)
        assert round(app.listing.scroll_y) == 0


async def test_the_cursor_keeps_its_place_when_its_row_goes() -> None:
    async with listed(4) as (app, pilot, shown):
        await pilot.press("j")
        held = []
        for order in (["k00000", "k00002", "k00003"], ["k00000"], []):
            app.listing.show(shown, order)
            held.append(app.listing.cursor_key)
        assert held == ["k00002", "k00000", None]
        await pilot.press("j", "k", "G", "enter")
        assert app.chosen == []


async def test_resizing_keeps_the_cursors_row_in_view() -> None:
    async with listed(100, height=31) as (app, pilot, _):
        await pilot.press(*["j"] * 25)
        await pilot.resize_terminal(60, 8)
        await pilot.pause()
        assert app.listing.cursor_key == "k00025"
        assert "row 25" in painted(app)
