"""What a person should see. Each docstring says it; the pictures are looked at before they are accepted."""

from collections.abc import Awaitable, Callable, Iterable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from core.errors import UsageError
from core.model.device import Device
from core.settings import Settings, UiSettings
from tests.tui.fakes import FakeServices, ended, found, progress
from tests.tui.printers import detailed, typical, worst
from tests.tui.settling import paint, settle
from tui.app import SuppliesApp

SnapCompare = Callable[..., bool]
Act = Callable[[Pilot[None]], Awaitable[None]]
SMALL, USUAL, LARGE = (60, 20), (80, 24), (140, 40)
SIZES = pytest.mark.parametrize("size", [SMALL, USUAL, LARGE], ids=lambda size: f"{size[0]}x{size[1]}")

FINDS = (
    found(5, vendor="HP", model="LaserJet Pro M404dn", serial="PHBLL12345", name="front-desk"),
    found(9, vendor="Brother", model="HL-L6400DW", serial="E78901A2B3"),
    found(23, vendor="Kyocera", model="ECOSYS P3145dn", serial="R4P9Z01234", name="lab"),
    found(77, vendor="Konica Minolta", model="bizhub C258", serial="A7R0021000123"),
    found(80, is_printer=False, vendor="APC", model="Smart-UPS 1500", serial="AS1234", name="ups"),
)


def program(devices: Iterable[Device] = (), *script: object, theme: str = "supplies-dark") -> SuppliesApp:
    services = FakeServices(devices, Settings(ui=UiSettings(theme=theme)))
    services.discovery.script = list(script)  # type: ignore[arg-type]
    return SuppliesApp(services, environment={})


def after(*keys: str) -> Act:
    """Press keys, each after everything before it has settled."""

    async def act(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return act


async def sweep_until_held(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await pilot.press("d")
    await settle(pilot)
    await pilot.press("enter")
    assert isinstance(pilot.app, SuppliesApp)
    services = pilot.app.services
    assert isinstance(services, FakeServices)
    await services.discovery.held.wait()
    await paint(pilot)


@SIZES
def test_devices_typical(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """A dozen devices, the empty one first; gauges in color with numbers or words; alerts in plain words; ages.

    The small terminal has no model column, the large one a location.
    """
    assert snap_compare(program(typical()), terminal_size=size, run_before=after())


@SIZES
def test_devices_empty(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """A calm panel in the middle: what to press, and the own networks."""
    assert snap_compare(program(), terminal_size=size, run_before=after())


@SIZES
def test_devices_worst_case(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """Endless names, wide characters and brackets: columns stay aligned, everything cut ends in an ellipsis."""
    assert snap_compare(program(worst()), terminal_size=size, run_before=after())


def test_devices_filtered(snap_compare: SnapCompare) -> None:
    """The words at the bottom, their matches above, the number of matches behind the views."""
    assert snap_compare(program(typical()), run_before=after("slash", *"laser"))


def test_devices_with_nothing_in_the_view(snap_compare: SnapCompare) -> None:
    """The view Ignored is marked and says that no device is ignored."""
    assert snap_compare(program(typical()), run_before=after("V"))


def test_devices_after_an_ignore(snap_compare: SnapCompare) -> None:
    """A toast names the device and the key that takes it back."""
    assert snap_compare(program(typical()), run_before=after("i"))


@pytest.mark.parametrize("theme", ["supplies-light", "supplies-contrast"])
def test_themes(snap_compare: SnapCompare, theme: str) -> None:
    """The typical devices; every gauge and word is legible on the theme's ground and on the cursor's row."""
    assert snap_compare(program(typical(), theme=theme), run_before=after("j"))


def test_devices_without_color(snap_compare: SnapCompare, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shades of gray only; states are still told apart by glyph and word."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(program(typical()), run_before=after())


def test_a_terminal_that_is_too_small(snap_compare: SnapCompare) -> None:
    """Nothing but one sentence about the size that is needed."""
    assert snap_compare(program(typical()), terminal_size=(50, 15), run_before=after())


@SIZES
def test_discovery_before(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """The own networks are in the field, their cost under it; below they are listed with their interfaces."""
    assert snap_compare(program(), terminal_size=size, run_before=after("d"))


def test_discovery_wrong_target(snap_compare: SnapCompare) -> None:
    """Under the field one line says what is wrong, with a hint."""

    async def act(pilot: Pilot[None]) -> None:
        await after("d")(pilot)
        pilot.app.screen.query_one("#targets", Input).value = "10.1.2.300"
        await settle(pilot)

    assert snap_compare(program(), run_before=act)


@SIZES
def test_discovery_running(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """A bar at 47 %, figures with the time left, Stop instead of Run, four finds so far, the other counted apart."""
    app = program((), progress(10, answered=1, printers=1), *FINDS, progress(240, answered=5, printers=4), None)
    assert snap_compare(app, terminal_size=size, run_before=sweep_until_held)


@SIZES
@pytest.mark.parametrize("reason", ["complete", "limit", "stopped"])
def test_discovery_ended(snap_compare: SnapCompare, size: tuple[int, int], reason: str) -> None:
    """The ending in words with seconds and bytes; the finds with the cursor on the first; Run again."""
    sent = 508 if reason == "complete" else 300
    app = program((), progress(sent, answered=5, printers=4, left=0), *FINDS, ended(reason, sent=sent))
    assert snap_compare(app, terminal_size=size, run_before=after("d", "enter"))


def test_discovery_drop_and_others(snap_compare: SnapCompare) -> None:
    """What is no printer, in a list of its own; its one find is dropped."""
    app = program((), progress(508, answered=5, printers=4, left=0), *FINDS, ended("complete"))
    assert snap_compare(app, run_before=after("d", "enter", "o", "space"))


def test_devices_while_a_sweep_runs(snap_compare: SnapCompare) -> None:
    """At the right of the title bar: the share of the sweep and its finds."""
    app = program(typical(), progress(240, answered=5, printers=4), *FINDS, None)

    async def act(pilot: Pilot[None]) -> None:
        await sweep_until_held(pilot)
        await pilot.press("q")
        await paint(pilot)

    assert snap_compare(app, run_before=act)


@SIZES
def test_details(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """State and warnings, then a bar a supply with its level in words; no bar where there is no percentage."""
    assert snap_compare(program([detailed()]), terminal_size=size, run_before=after("enter"))


def test_details_second_page(snap_compare: SnapCompare) -> None:
    """Alert rows, trays and identity, with labels aligned."""
    assert snap_compare(program([detailed()]), run_before=after("enter", "G"))


def test_details_worst_case(snap_compare: SnapCompare) -> None:
    """More supplies than lines; names with brackets are shown as they are and cut with an ellipsis."""
    assert snap_compare(program(worst()[:1]), run_before=after("enter"))


def test_details_of_a_silent_printer(snap_compare: SnapCompare) -> None:
    """Unreachable, with the last levels in gray and the problem in words."""
    silent = next(device for device in typical() if device.unreachable_since)
    assert snap_compare(program([silent]), run_before=after("enter"))


@SIZES
def test_help(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """Keys at the left, title and sentence at the right, in groups; a frame over the devices."""
    assert snap_compare(program(typical()), terminal_size=size, run_before=after("question_mark"))


def test_palette(snap_compare: SnapCompare) -> None:
    """The commands that fit what is typed, each with its sentence."""
    assert snap_compare(program(typical()), run_before=after("ctrl+p", *"igno"))


def test_an_error(snap_compare: SnapCompare) -> None:
    """A toast with the title of the error and its hint, brackets and all."""
    app = program((), UsageError("[b]10.1.2.300[/b] is no address", "numbers go from 0 to 255"))
    assert snap_compare(app, run_before=after("d", "enter"))
