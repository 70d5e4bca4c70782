from datetime import timedelta

from textual.widgets import Static

from core.errors import UsageError
from tests.tui.fakes import NOW, FakeServices
from tests.tui.printers import typical
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.screens.devices import DevicesScreen
from tui.screens.log import LogScreen
from tui.widgets.listing import Listing
from tui.widgets.log_rows import brief_clock_words


def lines(app: SuppliesApp) -> list[str]:
    listing = app.screen.query_one("#entries", Listing)
    return [" ".join(listing.render_line(y).text.split()) for y in range(1, len(listing.order) + 1)]


def words(app: SuppliesApp, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).content)


async def test_what_was_told_stays_with_its_hint_the_newest_first() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        app.tell_error(UsageError("[b]10.1.2.300[/b] is no address", "numbers go from 0 to 255"))
        app.notify("The key store does not answer.", severity="warning", markup=False)
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert isinstance(app.screen, LogScreen)
        assert lines(app) == [
            "12:00:00 ! Warning The key store does not answer.",
            "12:00:00 × Error [b]10.1.2.300[/b] is no address numbers go from 0 to 255",
        ]
        assert words(app, "#log-file") == "Bugs are kept in /var/lib/supplies/supplies.log"
        assert words(app, "#entry").endswith("The key store does not answer.")
        await pilot.press("j")
        await settle(pilot)
        assert words(app, "#entry").endswith("[b]10.1.2.300[/b] is no address\nnumbers go from 0 to 255")


async def test_it_follows_what_is_told_meanwhile_and_copies_a_line() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert words(app, ".nothing") == "Nothing was told in this session."
        app.tell_error(UsageError("no such target", "name a network"))
        await settle(pilot)
        assert len(lines(app)) == 1
        await pilot.press("y")
        await settle(pilot)
        assert app.clipboard == "2026-03-04 12:00:00 Error: no such target: name a network"
        assert lines(app)[0] == "12:00:00 · Notice Copied 2026-03-04 12:00:00 Error: no such target: name a network"


async def test_enter_shows_a_long_text_whole_and_q_leads_back() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        app.notify("line\n" * 60, title="long", markup=False)
        await pilot.press("ctrl+l")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen.is_modal
        assert app.screen.query_one("#text").max_scroll_y > 0
        await pilot.press("G", "escape", "q")
        await settle(pilot)
        assert isinstance(app.screen, DevicesScreen)


async def test_the_filter_finds_titles_hints_and_kinds() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        app.tell_error(UsageError("no such target", "name a network"))
        app.notify("hello", title="greeting", markup=False)
        await pilot.press("ctrl+l")
        await settle(pilot)
        await pilot.press("slash", *"error net")
        await settle(pilot)
        assert len(lines(app)) == 1
        assert words(app, ".summary") == "2 told in this session   1 match"


def test_what_is_older_than_today_is_told_by_its_day() -> None:
    assert brief_clock_words(NOW, NOW + timedelta(hours=1)) == f"{NOW.astimezone():%H:%M:%S}"
    assert brief_clock_words(NOW, NOW + timedelta(days=2)) == f"{NOW.astimezone():%d %b}"


async def test_a_long_entry_says_that_there_is_more_of_it() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        app.tell_error(UsageError("no such target", "\n".join(f"line {number}" for number in range(50))))
        await pilot.press("ctrl+l")
        await settle(pilot)
        entry = app.screen.query_one("#entry", Static)
        assert entry.render_line(entry.size.height - 1).text.rstrip().endswith("…")
