from textual.pilot import Pilot
from textual.widgets import Static

from core.errors import SnmpTimeout
from core.printer.trail import Note
from tests.tui.fakes import FakeServices
from tests.tui.printers import detailed
from tests.tui.settling import paint, settle
from tui.app import SuppliesApp
from tui.commands import commands_of
from tui.detail_commands import EXPLAIN
from tui.palette import CommandProvider
from tui.screens.details import DetailsScreen
from tui.screens.explain import ExplainScreen
from tui.widgets.field import Field
from tui.widgets.listing import Listing
from tui.widgets.page import Page

NOTES = (
    Note("serial", "SN0000041", "prtGeneralSerialNumber (RFC 3805)", ("1.3.6.1.2.1.43.5.1.1.17.1",)),
    Note("supplies.1.1.level", "62%", "level / capacity x 100", ("1.3.6.1.2.1.43.11.1.1.9.1.1",)),
    Note("supplies.1.2.level", "12%", "level / capacity x 100", ("1.3.6.1.2.1.43.11.1.1.9.1.2",)),
)


def started() -> tuple[SuppliesApp, FakeServices]:
    services = FakeServices([detailed()])
    services.reader.notes = NOTES
    services.reader.values = {"1.3.6.1.2.1.43.5.1.1.17.1": b"SN0000041", "1.3.6.1.2.1.43.11.1.1.9.1.1": 62}
    return SuppliesApp(services, environment={}), services


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def summary(app: SuppliesApp) -> str:
    return str(app.screen.query_one(".summary", Static).content)


def value(app: SuppliesApp) -> list[str]:
    return str(app.screen.query_one("#value", Static).content).split("\n")


def toasts(app: SuppliesApp) -> list[tuple[str, str]]:
    return [(toast.title, toast.message) for toast in app._notifications]


async def test_the_device_is_read_now_and_every_value_has_its_rule_and_raw_objects() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "x")
        assert services.reader.asked == [detailed().id]
        assert summary(app) == "3 values, read just now"
        assert list(app.screen.query_one("#values", Listing).order) == [note.subject for note in NOTES]
        assert value(app) == [
            "serial = SN0000041",
            "prtGeneralSerialNumber (RFC 3805)",
            '1.3.6.1.2.1.43.5.1.1.17.1 = "SN0000041"',
        ]
        await press(pilot, "G")
        assert value(app)[-1] == "1.3.6.1.2.1.43.11.1.1.9.1.2 = (not answered)"
        await press(pilot, "q")
        assert isinstance(app.screen, DetailsScreen)


async def test_the_reading_tells_how_long_it_takes_and_escape_stops_it() -> None:
    app, services = started()
    services.reader.may_answer.clear()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await pilot.press("x")
        await paint(pilot)
        assert summary(app) == "► reading the device now; esc stops"
        services.clock.go_on(seconds=7)
        app.screen._show_time()  # type: ignore[attr-defined]
        assert summary(app) == "► reading the device now, 7 s; esc stops"
        await press(pilot, "escape")
        assert summary(app) == "Stopped by you; r reads it again"
        assert isinstance(app.screen, ExplainScreen)
        services.reader.may_answer.set()
        await press(pilot, "r")
        assert summary(app) == "3 values, read just now"
        await press(pilot, "escape")
        assert isinstance(app.screen, DetailsScreen)


async def test_a_silent_device_is_told_and_what_was_explained_stays() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "x")
        services.reader.problem = SnmpTimeout("192.0.2.41 does not answer", "is it on?")
        await press(pilot, "r")
        assert summary(app) == "Not read: 192.0.2.41 does not answer"
        assert toasts(app)[-1] == ("192.0.2.41 does not answer", "is it on?")
        assert len(app.screen.query_one("#values", Listing).order) == 3


async def test_words_are_looked_for_in_name_value_rule_and_objects() -> None:
    app, _ = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "x", "slash")
        app.screen.query_one(Field).value = "level 12%"
        await settle(pilot)
        listing = app.screen.query_one("#values", Listing)
        assert list(listing.order) == ["supplies.1.2.level"]
        assert summary(app) == "3 values, read just now   1 match"
        await press(pilot, "enter")
        assert app.focused is listing
        await press(pilot, "escape")
        assert len(listing.order) == 3


async def test_a_value_or_all_of_them_are_copied() -> None:
    app, _ = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "x", "j", "y")
        assert app.clipboard == (
            "supplies.1.1.level = 62%\n  level / capacity x 100\n  1.3.6.1.2.1.43.11.1.1.9.1.1 = 62"
        )
        await press(pilot, "Y")
        assert app.clipboard.startswith("serial = SN0000041\n")
        assert toasts(app)[-1][0] == "3 values copied"


async def test_enter_goes_to_the_value_in_full_which_scrolls() -> None:
    app, services = started()
    services.reader.notes = (Note("serial", "x", "rule", tuple(f"1.2.{number}" for number in range(50))),)
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "x", "enter", "j", "j")
        page = app.screen.query_one("#value-page", Page)
        assert app.focused is page
        assert page.scroll_y == 2


async def test_every_act_is_offered_by_the_palette_when_there_is_use_for_it() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "x", "slash")
        seen = {command.id for command, _ in CommandProvider(app.screen).offers()}
        services.reader.may_answer.clear()
        await press(pilot, "escape")
        await pilot.press("r")
        await pilot.pause()
        seen |= {command.id for command, _ in CommandProvider(app.screen).offers()}
        assert {command.id for command in commands_of(EXPLAIN)} <= seen
        await press(pilot, "escape")
