from datetime import timedelta

from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Static

from core.model.device import Device
from core.model.history import History
from core.model.level import Percent
from tests.tui.fakes import FakeServices
from tests.tui.histories import TODAY, past_of, replacement
from tests.tui.printers import detailed, printer, toners, waste
from tests.tui.settling import paint, settle
from tui.app import SuppliesApp
from tui.commands import commands_of
from tui.detail_commands import SUPPLY
from tui.palette import CommandProvider
from tui.screens.details import DetailsScreen
from tui.screens.supply import SupplyScreen
from tui.widgets.facts import Facts
from tui.widgets.frame import TitleBar
from tui.widgets.level_plot import LevelPlot
from tui.widgets.listing import Listing
from tui.widgets.supply_head import SupplyHead


def started(*devices: Device) -> tuple[SuppliesApp, FakeServices]:
    services = FakeServices(devices)
    return SuppliesApp(services, environment={}), services


async def opened(pilot: Pilot[None], *keys: str) -> SupplyScreen:
    """A supply of the first device: the first one, or the one that these keys lead to."""
    await settle(pilot)
    for key in ("enter", *keys, "enter"):
        await pilot.press(key)
        await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, SupplyScreen)
    return screen


def facts(app: SuppliesApp, selector: str) -> list[str]:
    drawn = app.screen.query_one(selector, Facts).render().plain
    return [" ".join(line.split()) for line in drawn.split("\n")]


def head(app: SuppliesApp) -> list[str]:
    drawn = app.screen.query_one(SupplyHead).render().plain
    return [line.rstrip() for line in drawn.split("\n")]


def words(app: SuppliesApp) -> list[str]:
    return str(app.screen.query_one("#past-words", Static).content).split("\n")


def toasts(app: SuppliesApp) -> list[tuple[str, str]]:
    return [(toast.title, toast.message) for toast in app._notifications]


async def test_state_reasons_raw_numbers_and_article_are_told() -> None:
    level = Percent(value=12.0, raw_level=120, raw_max=1000)
    cyan = replace(toners(1, 12, 3, 4)[1], level=level, max=1000, unit="impressions", serial="C9")
    app, _ = started(printer(1, "lp1", "HP", "M1", (toners(50)[0], cyan)))
    async with app.run_test(size=(90, 50)) as pilot:
        await opened(pilot, "j")
        assert app.screen.query_one(TitleBar).render().plain.split("  ")[1].strip() == "lp1: Cyan Toner Cartridge"
        assert head(app)[0] == "▼ Low, 12%"
        assert head(app)[1].startswith("███████")
        assert facts(app, "#level") == [
            "Level 12%",
            "Because of its level",
            "Limits low at 20%, near empty at 5%",
            "Read 3 min ago",
            "Source printer-mib",
            "Raw numbers level 120 of 1,000 impressions",
        ]
        assert "Serial number C9" in facts(app, "#article")
        assert "Capacity 1,000 impressions" in facts(app, "#article")


async def test_the_past_of_the_supply_is_an_area_with_what_was_replaced() -> None:
    device = detailed()
    cyan = toners(1, 2, 3, 4)[1]
    past = past_of(device, 60)
    events = (replacement(device, cyan, TODAY - timedelta(days=12), 4.0),)
    app, services = started(device)
    services.history.known[device.id] = History(days=past.days, replacements=events)
    async with app.run_test(size=(90, 60)) as pilot:
        screen = await opened(pilot, "j")
        drawn = screen.query_one(LevelPlot).render().plain
        assert "█" in drawn
        assert drawn.count("▼") == 1
        assert words(app) == ["Of the last 30 days: a number on 22; the others were not read."]
        replaced = screen.query_one("#replaced", Listing)
        assert len(replaced.order) == 1
        await pilot.press("+")
        await settle(pilot)
        assert words(app) == ["Of the last 90 days: a number on 43; the others were not read."]
        await pilot.press("-")
        await settle(pilot)
        assert words(app) == ["Of the last 30 days: a number on 22; the others were not read."]


async def test_less_than_two_days_are_said_in_words() -> None:
    app, services = started(detailed())
    services.history.known[detailed().id] = past_of(detailed(), 1)
    async with app.run_test(size=(90, 60)) as pilot:
        screen = await opened(pilot)
        assert words(app) == ["There is one day of history so far, since 4 Mar; a plot needs two."]
        assert not screen.query_one(LevelPlot).display


async def test_the_days_shown_are_those_of_the_device() -> None:
    app, services = started(detailed())
    services.history.known[detailed().id] = past_of(detailed(), 60)
    async with app.run_test(size=(90, 60)) as pilot:
        await opened(pilot, "+")
        assert words(app)[0].startswith("Of the last 90 days:")


async def test_brackets_go_through_the_supplies() -> None:
    app, _ = started(printer(1, "lp1", "HP", "M1", toners(50, 40, 30, 20)))
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        seen = []
        for key in ("]", "]", "[", "[", "["):
            await pilot.press(key)
            await settle(pilot)
            seen.append(screen.index)
        assert seen == ["1.2", "1.3", "1.2", "1.1", "1.4"]


async def test_a_turn_polls_and_copies_work_here_too() -> None:
    app, services = started(printer(1, "lp1", "HP", "M1", (toners(50)[0], waste(8))))
    async with app.run_test(size=(90, 50)) as pilot:
        await opened(pilot, "j")
        await pilot.press("f")
        await settle(pilot)
        assert services.fleet.find("lp1").turned == ("1.9",)
        assert "now 92% free" in toasts(app)[-1][1]
        assert head(app)[0] == "· OK, 92% free, turned"
        assert "Turned by you: as the printer gives it, it would be 8% free" in facts(app, "#level")
        await pilot.press("y")
        await settle(pilot)
        assert app.clipboard.startswith("lp1: Waste Toner Box\nlevel          92% free, turned\n")
        assert "part number    WT-220CL" in app.clipboard
        await pilot.press("p")
        await settle(pilot)
        assert services.poller.asked == ["d0000000001"]


async def test_a_supply_that_is_gone_says_so_and_leads_back() -> None:
    app, services = started(printer(1, "lp1", "HP", "M1", toners(50, 40, 30, 20)))
    async with app.run_test() as pilot:
        screen = await opened(pilot, "j")
        services.fleet.put(printer(1, "lp1", "HP", "M1", toners(50)))
        await paint(pilot)
        assert head(app) == ["This supply is no longer there."]
        assert not screen.query_one("#parts").display
        assert not screen.check_action("turn", ())
        await pilot.press("q")
        await settle(pilot)
        assert isinstance(app.screen, DetailsScreen)


async def test_every_act_is_offered_by_the_palette() -> None:
    app, _ = started(detailed())
    async with app.run_test() as pilot:
        await opened(pilot)
        app.asking.add(detailed().id)
        offered = {command.id for command, _ in CommandProvider(app.screen).offers()}
        assert {command.id for command in commands_of(SUPPLY)} <= offered
