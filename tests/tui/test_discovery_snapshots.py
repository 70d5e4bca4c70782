"""What a person should see of the discovery. Each docstring says it; the pictures are looked at before they count."""

from collections.abc import Awaitable, Callable
from datetime import datetime

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input

from core.model.events import SweepStarted
from core.settings import DiscoverySettings, Settings
from tests.tui.discovery_fakes import Sweeper
from tests.tui.fakes import NOW, FakeServices, ended, found, progress
from tests.tui.settling import paint, settle
from tests.tui.sweep_events import swept
from tui.app import SuppliesApp

SnapCompare = Callable[..., bool]
Act = Callable[[Pilot[None]], Awaitable[None]]
SMALLEST, SMALL, USUAL, LARGE = (60, 16), (60, 20), (80, 24), (140, 40)
SIZES = pytest.mark.parametrize("size", [SMALL, USUAL, LARGE], ids=lambda size: f"{size[0]}x{size[1]}")
TWO_SIZES = pytest.mark.parametrize("size", [SMALL, USUAL], ids=lambda size: f"{size[0]}x{size[1]}")

FINDS = (
    found(5, vendor="HP", model="LaserJet Pro M404dn", serial="PHBLL12345", name="front-desk"),
    found(9, vendor="Brother", model="HL-L6400DW", serial="E78901A2B3"),
    found(23, vendor="Kyocera", model="ECOSYS P3145dn", serial="R4P9Z01234", name="lab"),
    found(77, vendor="Konica Minolta", model="bizhub C258", serial="A7R0021000123"),
    found(80, is_printer=False, vendor="APC", model="Smart-UPS 1500", serial="AS1234", name="ups"),
)
OWN = "192.0.2.0/25, 198.51.100.0/24"
RUNNING = (progress(10, answered=1, printers=1), *FINDS, progress(240, answered=5, printers=4), None)


ENDLESS = (
    found(5, vendor="B" * 200, model="C" * 200, serial="S" * 200, name="a" * 200),
    found(
        9, vendor="富士フイルム", model="ApeosPort-VII C3373 複合機", serial="東京-0001", name="プリンター二階会議室"
    ),
    found(23, vendor="[b]Konica[/b]", model="[@click=quit]bizhub PRESS C1100", serial="[red]A7R[/red]", name="[/]"),
    found(77),
)


def program(*script: object, schedule: str = "daily") -> SuppliesApp:
    """With a schedule, and sweeps of every kind of end."""
    settings = Settings(discovery=DiscoverySettings(schedule=schedule))  # type: ignore[arg-type]
    services = FakeServices((), settings)
    services.discovery.script = list(script)  # type: ignore[arg-type]
    if schedule != "off":
        services.scheduler.moment = datetime(2026, 3, 5, 3, 0).astimezone()
    services.discovery.records = [
        swept(720, "10.9.0.0/24", reason="failed", problem="No UDP socket (too many files)", printers=0, gone=None),
        swept(50, "10.1.0.0/22", new=14, seconds=73.0),
        swept(33, OWN, started_by="schedule", new=2, gone=1),
        swept(28, OWN, started_by="schedule", reason="gave way", gone=None, printers=3),
        swept(9, OWN, started_by="schedule", reason="limit", gone=None, printers=9, seconds=300.0),
        swept(7, "10.1.0.0/22", reason="left", gone=None, printers=1),
        swept(5, "lp7, 10.2.0.5-40", started_by="command line", reason="stopped", gone=None, printers=3),
    ]
    return SuppliesApp(services, environment={})


def services_of(app: SuppliesApp) -> FakeServices:
    assert isinstance(app.services, FakeServices)
    return app.services


def after(*keys: str) -> Act:
    """Press keys on the discovery screen, each after everything before it has settled."""

    async def act(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for key in ("d", *keys):
            await pilot.press(key)
            await settle(pilot)

    return act


def typing(text: str, *keys: str) -> Act:
    """Type targets."""

    async def act(pilot: Pilot[None]) -> None:
        await after()(pilot)
        pilot.app.screen.query_one("#targets", Input).value = ""
        await pilot.press(*text)
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return act


async def until_held(pilot: Pilot[None]) -> None:
    await after()(pilot)
    await pilot.press("enter")
    assert isinstance(pilot.app, SuppliesApp)
    await services_of(pilot.app).discovery.held.wait()
    await paint(pilot)


@SIZES
def test_first(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """The own networks are in the field and ticked below, their cost under it; the next sweep by itself is named.

    Below the own networks stand the targets of earlier sweeps, the latest first, each with its age.
    """
    assert snap_compare(program(), terminal_size=size, run_before=after())


def test_first_in_the_smallest_terminal(snap_compare: SnapCompare) -> None:
    """The field, its cost, the own networks and the targets of earlier sweeps; help is among the keys."""
    assert snap_compare(program(), terminal_size=SMALLEST, run_before=after())


def test_without_an_own_network(snap_compare: SnapCompare) -> None:
    """The field is empty and says what may be typed; below, that no network can be offered."""
    app = program(schedule="off")
    discovery = services_of(app).discovery
    discovery.proposals, discovery.records = (), []
    assert snap_compare(app, run_before=after())


def test_without_a_schedule(snap_compare: SnapCompare) -> None:
    """No sweep by schedule, but one of another program is under way; the list has the keys, its own in the footer."""
    app = program(schedule="off")
    services_of(app).discovery.other = Sweeper("the terminal on srv1, process 4711")
    assert snap_compare(app, run_before=after("escape"))


def test_wrong_target(snap_compare: SnapCompare) -> None:
    """Under the field the wrong part is named, with a hint."""
    assert snap_compare(program(), run_before=typing("10.1.2.0/24, 10.1.2.300"))


def test_completion(snap_compare: SnapCompare) -> None:
    """Behind what is typed, in gray, the rest of a network that is offered."""
    assert snap_compare(program(), run_before=typing("lp7, 198"))


@TWO_SIZES
def test_very_many_addresses(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """A question before anything is sent: how many, how long; Cancel has the focus. Behind it the cost in full."""
    assert snap_compare(program(), terminal_size=size, run_before=typing("10.0.0.0/8", "enter"))


@SIZES
def test_running(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """A bar at 24 %, figures with the time left, Stop instead of Run, four finds so far, the other counted apart."""
    assert snap_compare(program(*RUNNING), terminal_size=size, run_before=until_held)


def test_running_by_schedule(snap_compare: SnapCompare) -> None:
    """The figures say that the schedule started it; the form is open beside it, Run and not Stop on the button."""

    async def act(pilot: Pilot[None]) -> None:
        await after("escape")(pilot)
        assert isinstance(pilot.app, SuppliesApp)
        discovery = services_of(pilot.app).discovery
        discovery.tell(SweepStarted(targets=(OWN,), started_by="schedule", at=NOW))
        for find in FINDS:
            discovery.fleet.apply(find)
            discovery.tell(find)
        discovery.tell(progress(240, answered=5, printers=4))
        await paint(pilot)

    assert snap_compare(program(), run_before=act)


@SIZES
def test_ended(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """Complete, with seconds and bytes; the finds with the cursor on the first, all of them kept and new."""
    app = program(progress(508, answered=5, printers=4, left=0), *FINDS, ended("complete"))
    assert snap_compare(app, terminal_size=size, run_before=after("enter"))


def test_ended_in_the_smallest_terminal(snap_compare: SnapCompare) -> None:
    """Complete, with its figures below the form, and room for the four finds; help is among the keys."""
    app = program(progress(508, answered=5, printers=4, left=0), *FINDS, ended("complete"))
    assert snap_compare(app, terminal_size=SMALLEST, run_before=after("enter"))


def test_ended_worst_case(snap_compare: SnapCompare) -> None:
    """Endless names, wide characters and brackets: columns stay aligned, everything cut ends in an ellipsis."""
    app = program(progress(508, answered=4, printers=4, left=0), *ENDLESS, ended("complete"))
    assert snap_compare(app, run_before=after("enter"))


def test_ended_with_nothing_found(snap_compare: SnapCompare) -> None:
    """Complete, with its figures; in the place of the finds, that no printer was found."""
    nothing = replace(ended("complete"), answered=0, printers=0, others=0)
    app = program(progress(508, answered=0, printers=0, left=0), nothing)
    assert snap_compare(app, run_before=after("enter"))


@pytest.mark.parametrize("reason", ["limit", "stopped"])
def test_ended_otherwise(snap_compare: SnapCompare, reason: str) -> None:
    """The ending in words: which one it was, and what it means."""
    app = program(progress(300, answered=5, printers=4), *FINDS, ended(reason, sent=300))
    assert snap_compare(app, run_before=after("enter"))


def test_ended_with_news(snap_compare: SnapCompare) -> None:
    """How many are new, how many known ones did not answer, and what could not be sent."""

    async def act(pilot: Pilot[None]) -> None:
        await after("escape")(pilot)
        assert isinstance(pilot.app, SuppliesApp)
        discovery = services_of(pilot.app).discovery
        discovery.tell(SweepStarted(targets=(OWN,), started_by="terminal", at=NOW))
        for find in FINDS[:3]:
            discovery.fleet.apply(find)
            discovery.tell(find)
        discovery.tell(progress(508, answered=5, printers=4, left=0))
        discovery.tell(swept(0, OWN, new=3, gone=2, unsent=12, problem="Network is unreachable"))
        await paint(pilot)

    assert snap_compare(program(), run_before=act)


def test_dropped_others(snap_compare: SnapCompare) -> None:
    """What is no printer, in a list of its own; its one find is dropped."""
    app = program(progress(508, answered=5, printers=4, left=0), *FINDS, ended("complete"))
    assert snap_compare(app, run_before=after("enter", "o", "space"))


def test_all_dropped(snap_compare: SnapCompare) -> None:
    """Every printer is dropped; a toast says which key keeps them."""
    app = program(progress(508, answered=5, printers=4, left=0), *FINDS, ended("complete"))
    assert snap_compare(app, run_before=after("enter", "minus"))


@SIZES
def test_earlier(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """Sweeps of every end, told apart by glyph and word; what was new in bold, what was gone in yellow."""
    assert snap_compare(program(), terminal_size=size, run_before=after("escape", "h"))


@TWO_SIZES
def test_earlier_summary(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """Everything about one sweep, and the key that runs it again."""
    app = program()
    services = services_of(app)
    for find in FINDS[:3]:
        services.fleet.apply(find)
    ids = [device.id for device in services.fleet.devices()]
    services.discovery.records.append(
        swept(1, OWN, new=2, new_ids=tuple(ids[:2]), gone=1, gone_ids=(ids[2],), rate=50, started_by="schedule")
    )
    assert snap_compare(app, terminal_size=size, run_before=after("escape", "h", "enter"))


@SIZES
def test_options(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """Four short lines; what counts where one is empty stands in gray. The last line does not fit, which is said."""
    keys = ("escape", "O", *"lab", "tab", "tab", *"20", "tab", "0")
    assert snap_compare(program(), terminal_size=size, run_before=after(*keys))


def test_options_in_the_estimate(snap_compare: SnapCompare) -> None:
    """Behind the cost, in color: the community masked, the rate, the time limit, which the sweep does not fit into."""
    keys = ("escape", "O", *"lab", "tab", "tab", *"20", "tab", *"10", "enter")
    assert snap_compare(program(), terminal_size=SMALL, run_before=after(*keys))


@TWO_SIZES
def test_schedule(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """How often, with the cursor on what is set, and when."""
    assert snap_compare(program(), terminal_size=size, run_before=after("escape", "S"))


def test_import(snap_compare: SnapCompare) -> None:
    """Three places to import printers from."""
    assert snap_compare(program(), run_before=after("escape", "i"))


def test_added(snap_compare: SnapCompare) -> None:
    """What was added is among the finds; toasts say what it is, and who did not answer."""
    app = program()
    services_of(app).discovery.hosts = {"lp7": FINDS[0]}
    assert snap_compare(app, run_before=after("escape", "a", *"lp7 lp8", "enter", "escape"))


def test_added_in_part(snap_compare: SnapCompare) -> None:
    """Who did not answer is asked for once more, with the reason."""
    app = program()
    services_of(app).discovery.hosts = {"lp7": FINDS[0]}
    assert snap_compare(app, run_before=after("escape", "a", *"lp7 lp8 lp9", "enter"))
