"""What a person should see. Each docstring says it; the pictures are looked at before they are accepted."""

from collections.abc import Awaitable, Callable, Iterable

import pytest
from textual.pilot import Pilot

from core.model.device import Device
from core.settings import Settings, UiSettings
from tests.tui.fakes import FakeServices, FrozenClock, found, progress
from tests.tui.printers import held_up, typical, worst
from tests.tui.settling import paint, settle
from tui.app import SuppliesApp
from tui.widgets.device_columns import device_columns

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

    The views with their counts stand above, in the large terminal in a side bar. The small one has no model column, the
    large one a location.
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


def test_devices_in_the_smallest_terminal(snap_compare: SnapCompare) -> None:
    """The views in one line, a dozen devices with supplies and alerts; help is still among the keys."""
    assert snap_compare(program(typical()), terminal_size=(60, 16), run_before=after())


def test_devices_filtered(snap_compare: SnapCompare) -> None:
    """The words at the bottom, their matches above, the matched text marked, the number of matches at the right."""
    assert snap_compare(program(typical()), run_before=after("slash", *"laser"))


@pytest.mark.parametrize("size", [SMALL, (100, 30), LARGE], ids=lambda size: f"{size[0]}x{size[1]}")
def test_devices_grouped(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """A line a place with its count and its worst state, the devices below it; one group is folded to its head.

    In wide terminals the side bar has the groups, too, its cursor at that of the list.
    """
    assert snap_compare(program(typical()), terminal_size=size, run_before=after("b", "g", "j", "j", "enter"))


def test_devices_selected(snap_compare: SnapCompare) -> None:
    """Three rows with a star before them on a ground of their own; their number at the right of the views."""
    assert snap_compare(program(typical()), run_before=after("space", "j", "space", "space"))


def test_devices_selected_and_filtered(snap_compare: SnapCompare) -> None:
    """A wide terminal: two selected, three matches, the word marked in the places."""
    keys = ("space", "space", "slash", *"loc:s", "enter")
    assert snap_compare(program(typical()), terminal_size=LARGE, run_before=after(*keys))


def test_devices_with_every_column(snap_compare: SnapCompare) -> None:
    """A very wide terminal with every column there is: all of them aligned, nothing cut but long names."""
    settings = UiSettings(columns=tuple(device_columns(FrozenClock().now)))
    app = SuppliesApp(FakeServices([*typical(), *held_up()], Settings(ui=settings)), environment={})
    assert snap_compare(app, terminal_size=(240, 24), run_before=after())


def test_devices_that_are_held_up(snap_compare: SnapCompare) -> None:
    """One sleeps, one is quarantined until the afternoon, one is silent but not yet given up; each says so."""
    assert snap_compare(program(held_up()), run_before=after())


def test_columns_dialog(snap_compare: SnapCompare) -> None:
    """The columns shown with full boxes, the others with empty ones; one has no room at this width."""
    assert snap_compare(program(typical()), run_before=after("c", "j"))


def test_export_dialog(snap_compare: SnapCompare) -> None:
    """How many devices go into which file, and what the ending decides."""
    assert snap_compare(program(typical()), run_before=after("e"))


def test_devices_with_nothing_in_the_view(snap_compare: SnapCompare) -> None:
    """The view Ignored is marked and says that no device is ignored."""
    assert snap_compare(program(typical()), run_before=after("V"))


def test_devices_after_an_ignore(snap_compare: SnapCompare) -> None:
    """A toast names the device and the key that takes it back."""
    assert snap_compare(program(typical()), run_before=after("i"))


def test_devices_without_color(snap_compare: SnapCompare) -> None:
    """No color at all; states are still told apart by glyph and word, selected rows by a star, matches reversed."""
    app = SuppliesApp(FakeServices(typical()), environment={"NO_COLOR": "1"})
    assert snap_compare(app, run_before=after("space", "space", "slash", *"o", "enter"))


def test_devices_while_a_sweep_runs(snap_compare: SnapCompare) -> None:
    """At the right of the title bar: the share of the sweep and its finds."""
    app = program(typical(), progress(240, answered=5, printers=4), *FINDS, None)

    async def act(pilot: Pilot[None]) -> None:
        await sweep_until_held(pilot)
        await pilot.press("q")
        await paint(pilot)

    assert snap_compare(app, run_before=act)
