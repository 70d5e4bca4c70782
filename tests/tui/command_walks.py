"""Ways through the program past every node that runs commands; `test_commands` holds the palette against them."""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from msgspec.structs import replace
from textual.pilot import Pilot

from core.model.device import Quarantine
from core.model.events import SweepStarted
from core.printer.trail import Note
from core.settings import DiscoverySettings, Settings
from tests.tui.fakes import NOW, FakeServices, found
from tests.tui.printers import detailed, printer
from tests.tui.settling import paint, settle
from tests.tui.sweep_events import swept
from tui.app import SuppliesApp
from tui.screens.settings import SettingsScreen

Way = str | Callable[[SuppliesApp], object]
"""A key, or what else leads on."""


class Walk(NamedTuple):
    """One run of the program."""

    scopes: tuple[str, ...]
    """Every command of these is offered somewhere on the way."""
    ways: tuple[Way, ...]
    goes_on: bool = False
    """Whether what the last way begins does not end by itself."""


async def take(pilot: Pilot[None], way: Way, *, goes_on: bool = False) -> None:
    """Press the key, or do what else leads on, and wait until everything has settled that ends by itself."""
    assert isinstance(pilot.app, SuppliesApp)
    if isinstance(way, str):
        await pilot.press(way)
    else:
        way(pilot.app)
    await (paint(pilot) if goes_on else settle(pilot))


def services() -> FakeServices:
    """A printer with everything that an admin may want to end, another one, an earlier sweep, two targets."""
    quarantine = Quarantine(since=NOW, until=NOW + timedelta(hours=1), reason="it restarted")
    absorbed = (printer(9, "old", "HP", "M1", None),)
    troubled = replace(detailed(), quarantine=quarantine, absorbed=absorbed)
    settings = Settings(discovery=DiscoverySettings(targets=("10.1.0.0/22", "10.2.0.5-40"), rate=200))
    made = FakeServices([troubled, printer(1, "zz", "HP", "M1")], settings)
    made.reader.notes = (Note("serial", "SN0000041", "prtGeneralSerialNumber (RFC 3805)", ("1.3.6.1.2.1.43.5",)),)
    made.discovery.records = [swept(3, "10.1.0.0/22")]
    return made


def fakes(app: SuppliesApp) -> FakeServices:
    assert isinstance(app.services, FakeServices)
    return app.services


def ask(app: SuppliesApp) -> None:
    """The answer of the first printer is waited for."""
    app.asking.add(detailed().id)
    app.bridge.mark_devices(detailed().id)


def forget_all(app: SuppliesApp) -> None:
    """No device is known any more."""
    for device in list(app.services.fleet.devices()):
        app.services.fleet.remove(device.id)


def tell(app: SuppliesApp) -> None:
    """Something is told."""
    app.notify("hello", title="greeting", markup=False)


def sweep(app: SuppliesApp) -> None:
    """The schedule begins a sweep, which finds a printer."""
    discovery, find = fakes(app).discovery, found(5, vendor="HP", model="M404dn")
    discovery.tell(SweepStarted(targets=("10.1.0.0/22",), started_by="schedule", at=NOW))
    discovery.fleet.apply(find)
    discovery.tell(find)


def hold(app: SuppliesApp) -> None:
    """The printer answers no more."""
    fakes(app).reader.may_answer.clear()


def to(setting: str) -> Way:
    """To the line of a setting."""

    def move(app: SuppliesApp) -> None:
        assert isinstance(app.screen, SettingsScreen)
        app.screen.listing.move_to(setting)
        app.screen.show_rows()

    return move


WALKS: dict[str, Walk] = {
    "devices": Walk(
        ("devices", "side", "list", "columns", "column-list", "welcome"),
        ("m", "space", "escape", "b", "g", "h", "l", "c", "escape", ask, "escape", forget_all),
    ),
    "house": Walk(
        ("app", "alerts", "orders", "log", "entries", "untyped", "tour", "help"),
        (
            *("a", "slash", "escape", ask, "o", tell, "ctrl+l", "slash", "escape", "enter", "escape", "q"),
            *("ctrl+g", "q", "f2", "question_mark", "slash"),
        ),
    ),
    "discovery": Walk(
        ("discovery", "targets", "networks", "earlier", "summary"),
        ("f5", "escape", "slash", "escape", sweep, "v", "h", "enter"),
    ),
    "details": Walk(
        ("details", "page", "supply", "lines", "dialog", "yes-or-no"),
        ("enter", "m", "D", "n", "N", "escape", "tab", "shift+tab", ask, "enter"),
    ),
    "explain": Walk(("explain",), ("enter", "x", "slash", "escape", hold, "r"), goes_on=True),
    "recording": Walk(("tick", "field", "work"), ("enter", "R", "tab", "shift+tab", "enter"), goes_on=True),
    "settings": Walk(
        ("settings", "setting-list", "choices"),
        (
            *("comma", to("ui.theme"), "enter", "escape", "slash", "escape"),
            *(to("discovery.rate"), to("discovery.targets"), "enter"),
        ),
    ),
}
"""By what they are about; together they come by every scope."""
