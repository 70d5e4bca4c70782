from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.pilot import Pilot

from tui.themes import SUPPLIES_DARK
from tui.widgets.columns import Column
from tui.widgets.drawn_rows import MOST_DRAWN
from tui.widgets.heading import Heading
from tui.widgets.listing import Listing

Words = tuple[str, ...]


@dataclass(frozen=True)
class Head(Heading):
    """The head of a group."""

    name: str

    def draw(self, width: int) -> Content:
        return Content(f"== {self.name} ".ljust(width, "="))


class Drawings:
    """Draws the second word of a row and counts how often."""

    def __init__(self) -> None:
        self.drawn: list[str] = []

    def __call__(self, row: Words, width: int) -> Content:
        self.drawn.append(row[0])
        return Content(row[1])


class ListApp(App[None]):
    CSS_PATH = "../../../screens.css"

    def __init__(self, *, has_gutter: bool = False, has_head: bool = True) -> None:
        super().__init__()
        self.register_theme(SUPPLIES_DARK)
        self.theme = SUPPLIES_DARK.name
        self.drawings = Drawings()
        self.chosen: list[str] = []
        self.moves: list[str] = []
        self.heads: list[str] = []
        self.has_gutter = has_gutter
        self.has_head = has_head

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return SUPPLIES_DARK.variables

    def compose(self) -> ComposeResult:
        columns = [Column(id="word", title="Word", draw=self.drawings, least=5, ideal=20)]
        yield Listing(columns, id="list", has_gutter=self.has_gutter, has_head=self.has_head)

    def on_listing_chosen(self, message: "Listing.Chosen") -> None:
        self.chosen.append(message.key)

    def on_listing_moved(self, message: "Listing.Moved") -> None:
        self.moves.append(message.key)

    def on_listing_head_clicked(self, message: "Listing.HeadClicked") -> None:
        self.heads.append(message.key)

    @property
    def listing(self) -> "Listing[Words]":
        return self.query_one(Listing)


def rows(count: int) -> dict[str, Words]:
    return {f"k{number:05d}": (f"k{number:05d}", f"row {number}") for number in range(count)}


@asynccontextmanager
async def listed(
    count: int, height: int = 11, **options: bool
) -> AsyncIterator[tuple[ListApp, Pilot[None], dict[str, Words]]]:
    app, shown = ListApp(**options), rows(count)
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


async def test_after_an_empty_list_the_cursor_is_back_on_the_row_that_it_was_put_on() -> None:
    async with listed(100) as (app, pilot, shown):
        await pilot.press(*["j"] * 40)
        for order in (["k00007", "k00009"], [], list(shown)):  # as when a word is typed that nothing matches
            app.listing.show(shown, order)
            await pilot.pause()
        assert app.listing.cursor_key == "k00040"
        assert "row 40" in painted(app)
        app.listing.show(shown, [])
        app.listing.show(shown, ["k00003", "k00004"])
        assert app.listing.cursor_key == "k00003", "its row is gone"


async def test_resizing_keeps_the_cursors_row_in_view() -> None:
    async with listed(100, height=31) as (app, pilot, _):
        await pilot.press(*["j"] * 25)
        await pilot.resize_terminal(60, 8)
        await pilot.pause()
        assert app.listing.cursor_key == "k00025"
        assert "row 25" in painted(app)


async def test_a_heading_is_one_line_across_and_the_cursor_stops_at_it_but_does_not_open_it() -> None:
    async with listed(3) as (app, pilot, shown):
        lines: dict[str, Words | Heading] = {**shown, "head": Head("Group")}
        app.listing.show(lines, ["head", *shown])
        await pilot.press("g")
        assert painted(app)[1] == "== Group ".ljust(app.listing.scrollable_content_region.width, "=")
        on_heading = [app.listing.is_on_heading]
        await pilot.press("enter", "l", "j", "enter")
        on_heading.append(app.listing.is_on_heading)
        assert on_heading == [True, False]
        assert app.chosen == ["k00000"]


async def test_keys_are_looked_up_anew_between_headings_and_rows() -> None:
    async with listed(2) as (app, pilot, shown):
        app.listing.show({**shown, "head": Head("Group")}, ["head", *shown])
        await pilot.press("g")
        assert "enter" not in app.screen.active_bindings
        await pilot.press("j")
        assert "enter" in app.screen.active_bindings
        app.listing.show({"head": Head("Group")}, ["head"])
        await pilot.pause()
        assert "enter" not in app.screen.active_bindings


async def test_a_heading_that_changes_is_drawn_again() -> None:
    async with listed(1) as (app, pilot, shown):
        for name in ("One", "Two"):
            app.listing.show({**shown, "head": Head(name)}, ["head", *shown])
            await pilot.pause()
            assert painted(app)[1].startswith(f"== {name}")


async def test_selected_rows_have_a_mark_and_only_they_are_drawn_again() -> None:
    async with listed(100, has_gutter=True) as (app, pilot, _):
        app.drawings.drawn.clear()
        app.listing.select(frozenset({"k00002", "k00050"}))
        await pilot.pause()
        assert app.drawings.drawn == ["k00002"]
        assert painted(app)[3] == "* row 2"
        app.listing.select(frozenset())
        await pilot.pause()
        assert painted(app)[3] == "row 2"


async def test_what_a_filter_matches_is_marked_until_it_ends() -> None:
    async with listed(3) as (app, pilot, _):
        app.listing.mark_cells(lambda column_id, cell: Content(f"{column_id}>{cell}"))
        await pilot.pause()
        assert painted(app)[1] == "word>row 0"
        app.listing.mark_cells(None)
        await pilot.pause()
        assert painted(app)[1] == "row 0"


async def test_another_look_repaints_what_time_has_changed_only(monkeypatch: pytest.MonkeyPatch) -> None:
    async with listed(100) as (app, pilot, _):
        times = iter(range(1000))

        def aged(row: Words, _: int) -> Content:
            return Content(f"{row[1]} {next(times) if row[0] == 'k00003' else ''}")

        app.listing.use_columns([Column(id="word", title="Word", draw=aged, least=5, ideal=20)])
        await pilot.pause()
        before = painted(app)
        repainted: list[Region] = []
        refresh = app.listing.refresh

        def told(*regions: Region, **more: bool) -> Listing[Words]:
            repainted.extend(regions)
            return refresh(*regions, **more)

        monkeypatch.setattr(app.listing, "refresh", told)
        app.listing.look_again()
        await pilot.pause()
        assert [region.y for region in repainted] == [4]
        assert [line for line, old in zip(painted(app), before, strict=True) if line != old] == [painted(app)[4]]


async def test_the_admins_moves_are_told_and_no_others() -> None:
    async with listed(10) as (app, pilot, shown):
        app.listing.move_to("k00005")
        app.listing.show(shown, sorted(shown, reverse=True))
        await pilot.pause()
        assert app.moves == []
        await pilot.press("g", "k", "j")
        assert app.moves == ["k00009", "k00008"]


async def test_a_click_on_the_head_tells_the_column() -> None:
    for has_gutter, x in ((False, 3), (True, 5)):
        async with listed(3, has_gutter=has_gutter) as (app, pilot, _):
            await pilot.click(Listing, offset=(x, 0))
            await pilot.click(Listing, offset=(38, 0))
            assert app.heads == ["word"]
            assert app.listing.cursor_place == 0


async def test_without_a_head_the_first_line_is_a_row() -> None:
    async with listed(30, has_head=False) as (app, pilot, _):
        assert painted(app)[0] == "row 0"
        await pilot.press("G")
        assert painted(app)[-1] == "row 29"
        await pilot.press("g")
        await pilot.click(Listing, offset=(4, 2))
        assert app.listing.cursor_key == "k00002"
        assert app.heads == []


async def test_the_screen_is_not_laid_out_anew_for_more_or_fewer_rows_where_the_bars_lane_is_kept() -> None:
    async with listed(100) as (app, pilot, shown):
        app.listing.styles.overflow_y = "scroll"
        await pilot.pause()
        layouts = []
        app.screen.screen_layout_refresh_signal.subscribe(app, lambda _: layouts.append(1))
        await pilot.press("G")
        app.listing.show(shown, list(shown)[:50])
        await pilot.pause()
        assert app.listing.cursor_key == "k00049"
        assert painted(app)[-1] == "row 49"
        assert app.listing.vertical_scrollbar.window_virtual_size == 51
        app.listing.show(shown, list(shown)[:5])
        await pilot.pause()
        assert painted(app)[1] == "row 0"
        assert layouts == []


async def test_words_stand_for_the_rows_of_an_empty_list() -> None:
    async with listed(3) as (app, pilot, shown):
        app.listing.say_if_empty("Nothing matches “a word that is longer than the list is wide”.")
        assert "Nothing" not in "".join(painted(app))
        app.listing.show({}, [])
        await pilot.pause()
        assert painted(app)[1:5] == ["", "Nothing matches “a word that is", "longer than the list is wide”.", ""]
        assert not app.listing.check_action("choose", ())
        app.listing.say_if_empty("No row.")
        assert painted(app)[2:4] == ["No row.", ""]
        app.listing.show(shown, list(shown))
        await pilot.pause()
        assert painted(app)[1] == "row 0"
        assert app.listing.check_action("choose", ())


async def test_what_is_kept_as_drawn_is_bounded() -> None:
    async with listed(5000) as (app, pilot, _):
        for _ in range(80):
            await pilot.press("pagedown")
        assert len(app.listing._drawn) <= MOST_DRAWN
