"""Not only the themes' tables but what is drawn: every letter on the screen is legible on its ground."""

from collections.abc import Awaitable, Callable
from itertools import groupby
from typing import Any, NamedTuple

import pytest
from rich.color import Color as RichColor
from rich.style import Style
from textual.command import CommandPalette
from textual.geometry import Region
from textual.screen import Screen

from core.errors import UsageError
from core.model.device import Device
from core.printer.trail import Note
from tests.tui.contrast import PALETTES, Rgb, contrast, rgb
from tests.tui.drawn import drawn
from tests.tui.fakes import FakeServices, found, progress
from tests.tui.histories import past_of
from tests.tui.printers import detailed, typical
from tests.tui.settling import paint, settle
from tests.tui.sweep_events import swept
from tui.app import SuppliesApp
from tui.dialogs.ask_lines import AskLines
from tui.dialogs.ask_recording import AskRecording
from tui.dialogs.ask_schedule import AskSchedule
from tui.dialogs.ask_text import AskText
from tui.dialogs.at_work import AtWork
from tui.dialogs.choose import Choose
from tui.dialogs.choose_columns import ChooseColumns
from tui.dialogs.confirm import Confirm
from tui.dialogs.read_text import ReadText
from tui.dialogs.sweep_options import AskSweepOptions
from tui.dialogs.sweep_summary import SweepSummary
from tui.screens.alerts import AlertsScreen
from tui.screens.details import DetailsScreen
from tui.screens.devices import DevicesScreen
from tui.screens.discovery import DiscoveryScreen
from tui.screens.explain import ExplainScreen
from tui.screens.help import HelpScreen
from tui.screens.log import LogScreen
from tui.screens.orders import OrdersScreen
from tui.screens.settings import SettingsScreen
from tui.screens.supply import SupplyScreen
from tui.screens.tour import TourScreen
from tui.themes import THEMES

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


Way = str | Callable[[SuppliesApp], object]
"""A key, or what else leads there."""


class Step(NamedTuple):
    """A thing to look at."""

    screen: type[Screen[Any]]
    """What must be in front then."""
    ways: tuple[Way, ...] = ()
    back: tuple[str, ...] = ()
    """The keys after it; the next step goes on from there."""
    selector: str | None = None
    """What is looked at where the rest shines through, or is not legible by intent."""
    waits_for: Callable[[FakeServices], Awaitable[object]] | None = None
    """What has happened by then where something goes on and on; None: everything has settled."""


SILENT = next(device for device in typical() if device.unreachable_since)
BOX, LEAF = ".dialog-box", ".leaf"


def ask(screen: Callable[[], Screen[Any]]) -> Way:
    return lambda app: app.push_screen(screen())


def go_to(setting: str) -> Way:
    def move(app: SuppliesApp) -> None:
        assert isinstance(app.screen, SettingsScreen)
        app.screen.listing.move_to(setting)

    return move


def place() -> AskText:
    return AskText("Location", "Where they are.", value="Attic", placeholder="place", complaint=lambda _: "too short")


async def nothing(_: FakeServices) -> None:
    """The work that goes on is shown at once."""


def removal() -> Confirm:
    return Confirm("Remove 3 devices", "Forget them.", yes="Remove")


HOUSE = {
    "devices": Step(DevicesScreen, ("j", "space", "j", "space", "k"), ("escape",)),
    "filter": Step(DevicesScreen, ("slash", *"laser"), ("escape",)),
    "groups": Step(DevicesScreen, ("b",)),
    "side bar": Step(DevicesScreen, ("h",), ("l", "b", "b", "b")),
    "columns": Step(ChooseColumns, ("c", "j"), ("escape",), BOX),
    "alerts": Step(AlertsScreen, ("a", "j"), ("q",)),
    "orders": Step(OrdersScreen, ("o",), ("q",)),
    "help": Step(HelpScreen, ("question_mark",), (), LEAF),
    "looking for help": Step(HelpScreen, ("slash", *"sort"), ("escape", "escape"), LEAF),
    "tour": Step(TourScreen, ("ctrl+g",), ("q",), LEAF),
    "palette": Step(CommandPalette, ("ctrl+p", *"lab"), ("escape",), "CommandList"),
    "a question": Step(Confirm, (ask(removal),), (), BOX),
    "its other answer": Step(Confirm, ("tab",), ("escape",), BOX),
    "asking": Step(AskText, (ask(place),), ("escape",), BOX),
    "choosing": Step(Choose, (ask(lambda: Choose("Sort by", "Column", {"a": "Age", "b": "Name"})),), ("escape",), BOX),
    "log": Step(LogScreen, ("ctrl+l",)),
    "an entry of the log": Step(ReadText, ("enter",), ("escape", "q"), BOX),
    "settings": Step(SettingsScreen, ("comma",)),
    "choices of a setting": Step(SettingsScreen, (go_to("ui.theme"), "enter"), ("escape",)),
    "an error beside the field": Step(SettingsScreen, (go_to("discovery.rate"), "enter", "0"), ("escape", "q")),
}
DEVICE = {
    "details": Step(DetailsScreen, (ask(lambda: DetailsScreen(detailed().id)),)),
    "notes": Step(AskLines, ("N", *"key"), ("escape",), BOX),
    "recording": Step(AskRecording, ("R",), (), BOX),
    "a recording under way": Step(AtWork, ("enter",), ("escape",), BOX, waits_for=nothing),
    "supply": Step(SupplyScreen, ("j", "enter"), ("q",)),
    "explain": Step(ExplainScreen, ("x",), ("q", "q")),
    "details of a silent printer": Step(DetailsScreen, (ask(lambda: DetailsScreen(SILENT.id)),), ("q",)),
}
DISCOVERY = {
    "discovery": Step(DiscoveryScreen, ("f5",)),
    "a running sweep": Step(DiscoveryScreen, ("enter",), waits_for=lambda services: services.discovery.held.wait()),
    "an ended sweep": Step(DiscoveryScreen, ("s", "j", "space")),
    "what is no printer": Step(DiscoveryScreen, ("o",)),
    "earlier sweeps": Step(DiscoveryScreen, ("h",)),
    "summary": Step(SweepSummary, ("enter",), ("escape",), BOX),
    "options": Step(AskSweepOptions, ("O", *"lab", "tab", *"161", "tab", *"20", "tab", "0"), ("escape",), BOX),
    "schedule": Step(AskSchedule, ("S", "tab", "x"), ("escape", "f2"), BOX),
}
WELCOME = {"welcome": Step(DevicesScreen)}
STEPS = {"house": HOUSE, "device": DEVICE, "discovery": DISCOVERY, "welcome": WELCOME}
"""One run of the program each; in every step all themes are looked at."""


def services_for(devices: list[Device]) -> FakeServices:
    services = FakeServices(devices)
    services.history.known[detailed().id] = past_of(detailed(), 60)
    services.reader.notes = (Note("serial", "SN0000041", "prtGeneralSerialNumber (RFC 3805)", ("1.3.6.1.2.1.43.5",)),)
    finds = (found(5, vendor="HP", model="M404dn"), found(9), found(80, is_printer=False, vendor="APC"))
    services.discovery.script = [*finds, progress(240, answered=5, printers=2), None]
    services.discovery.records = [
        swept(hours, "10.1.0.0/22", reason=reason, new=hours, gone=gone)
        for hours, (reason, gone) in enumerate([("failed", None), ("limit", None), ("stopped", 0), ("complete", 1)])
    ]
    return services


@pytest.mark.parametrize("group", STEPS)
async def test_every_letter_is_legible(group: str) -> None:
    services = services_for([] if group == "welcome" else [detailed(), *typical()])
    app = SuppliesApp(services, environment={})
    faint: dict[tuple[str, str, str], float] = {}
    async with app.run_test(size=(140, 60) if group == "device" else (100, 30)) as pilot:
        await settle(pilot)
        app.tell_error(UsageError("no such target", "name a network"))
        app.notify("hello", title="greeting", severity="warning", markup=False)
        for name, step in STEPS[group].items():
            for is_key, run in groupby(step.ways, lambda way: isinstance(way, str)):
                if is_key:
                    await pilot.press(*run)  # type: ignore[arg-type]
                for way in () if is_key else run:
                    way(app)  # type: ignore[operator]
                if step.waits_for is None:
                    await settle(pilot)
            if step.waits_for is not None:
                await step.waits_for(services)
                await paint(pilot)
            assert isinstance(app.screen, step.screen), name
            region = app.screen.query_one(step.selector).region if step.selector else app.screen.region
            assert region.area
            for theme in THEMES:
                app.theme = theme.name
                await pilot.pause()
                assert app.theme == theme.name
                faint |= {(theme.name, name, text): ratio for text, ratio in illegible(app, region).items()}
            for key in step.back:
                await pilot.press(key)
                await settle(pilot)
        assert app.screen is app.screen_stack[0]
        assert app.current_mode == "devices"
    assert faint == {}
