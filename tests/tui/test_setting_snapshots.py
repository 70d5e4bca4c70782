"""What a person should see of the settings. Each docstring says it; the pictures are looked at before they count."""

from collections.abc import Awaitable, Callable, Iterable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from core.model.device import Device
from core.settings import Settings
from core.settings.loading import parse_settings
from tests.tui.fakes import FakeServices
from tests.tui.printers import typical, worst
from tests.tui.setting_pages.states import typical_settings
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.screens.settings import SettingsScreen

SnapCompare = Callable[..., bool]
Act = Callable[[Pilot[None]], Awaitable[None]]
SIZES = pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)], ids=lambda size: f"{size[0]}x{size[1]}")


THRESHOLDS = """
[discovery]
targets = ["printer-with-an-endless-name.in-building-7.third-floor.behind-the-kitchen.example.net", "@/東京/一覧"]
communities = ["a-community-that-nobody-can-remember-and-that-does-not-fit-anywhere", "東京"]
[thresholds.types.opc]
low = 10
[thresholds.types.wasteToner]
near_empty = 1
[thresholds.devices.d0000000020]
low = 30
near_empty = 10
[thresholds.devices.d000000001f]
waste_low = 15
[thresholds.devices.d0123456789]
waste_near_full = 3
[thresholds.supplies."d0000000020/1.1"]
low = 40
[thresholds.supplies."d000000001f/1.10"]
low = 5
[thresholds.supplies."d0123456789/1.3"]
near_empty = 2
[ui]
columns = ["device", "model", "supplies", "alerts", "location", "age", "address", "serial", "pages", "vendor", "notes"]
"""
"""Endless values, and thresholds for a type, a device and a supply each, of which one device is gone."""


def program(settings: Settings | None = None, devices: Iterable[Device] | None = None) -> SuppliesApp:
    used = settings if settings is not None else typical_settings()
    services = FakeServices(typical() if devices is None else devices, used)
    services.secrets.kept["SNMPV3_LAB_AUTH"] = "correct horse"
    return SuppliesApp(services, environment={})


def at(key: str, *presses: str, typed: str | None = None, page: str | None = None) -> Act:
    """Go to a setting (of the page of a list or table), press keys there, and put a text into the field."""

    async def act(pilot: Pilot[None]) -> None:
        async def press(*keys: str) -> None:
            for one in keys:
                await pilot.press(one)
                await settle(pilot)

        def go_to(row: str) -> None:
            assert isinstance(pilot.app.screen, SettingsScreen)
            pilot.app.screen.listing.move_to(row)

        await settle(pilot)
        await press("comma")
        if page is not None:
            go_to(page)
            await press("enter")
        go_to(key)
        await settle(pilot)
        await press("j", "k", *presses)
        if typed is not None:
            pilot.app.screen.query_one("#setting-field", Input).value = typed
            await settle(pilot)

    return act


@SIZES
def test_settings_by_default(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """Sections at the left, titles, values in gray; what opens ends in ►; below, the first setting in full.

    The large terminal has the meaning of each beside it.
    """
    assert snap_compare(program(Settings()), terminal_size=size, run_before=at("discovery.targets"))


@SIZES
def test_settings_edited(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """What is not as by default is bold with a dot before it; the rate has just been set, and a toast says so."""
    run_before = at("discovery.rate", "enter", "backspace", "backspace", "5", "0", "enter")
    assert snap_compare(program(), terminal_size=size, run_before=run_before)


@SIZES
def test_settings_with_an_error(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """The field below has the focus, with its unit behind it and under it what is wrong, with the limits."""
    run_before = at("polling.interval_seconds", "enter", typed="0")
    assert snap_compare(program(), terminal_size=size, run_before=run_before)


def test_settings_with_choices(snap_compare: SnapCompare) -> None:
    """The choices below, a square before the one that counts now, the cursor on it."""
    assert snap_compare(program(), run_before=at("ui.theme", "enter"))


def test_settings_filtered(snap_compare: SnapCompare) -> None:
    """Two lines that match, the first with the name of its section; the number of matches; the words below."""
    assert snap_compare(program(), run_before=at("discovery.targets", "slash", *"waste"))


def test_settings_of_a_list(snap_compare: SnapCompare) -> None:
    """Three targets with their places; a wrong one is being typed in the place of the second."""
    run_before = at("1", "enter", page="discovery.targets", typed="10.2.300.5-40")
    assert snap_compare(program(), run_before=run_before)


def test_settings_of_an_empty_table(snap_compare: SnapCompare) -> None:
    """That there is none yet, and the key that adds one; no panel below."""
    assert snap_compare(program(Settings()), run_before=at("none", page="thresholds.supplies"))


def endless() -> SuppliesApp:
    """With endless values, and entries in every table of thresholds."""
    return program(parse_settings(THRESHOLDS, "settings.toml").settings, worst())


def test_settings_in_the_smallest_terminal(snap_compare: SnapCompare) -> None:
    """Sections, titles and values; below, the first setting in full; help is still among the keys."""
    assert snap_compare(program(), terminal_size=(60, 16), run_before=at("discovery.targets"))


def test_settings_worst_case(snap_compare: SnapCompare) -> None:
    """Endless and wide values are cut with an ellipsis, and the arrow of what opens still stands behind each."""
    assert snap_compare(endless(), run_before=at("discovery.targets"))


def test_settings_of_a_list_worst_case(snap_compare: SnapCompare) -> None:
    """An endless name is cut with an ellipsis; the other target is in wide characters."""
    assert snap_compare(endless(), run_before=at("0", page="discovery.targets"))


@pytest.mark.parametrize("table", ["types", "devices", "supplies"])
def test_settings_of_thresholds(snap_compare: SnapCompare, table: str) -> None:
    """The entries of the table by the names of types, devices and supplies, each with what it sets in bold.

    Wide and endless names are cut with an ellipsis; a device that is gone is called by its id.
    """
    rows = {
        "types": "thresholds\ntypes\nopc\nlow",
        "devices": "thresholds\ndevices\nd0000000020\nlow",
        "supplies": "thresholds\nsupplies\nd0000000020/1.1\nlow",
    }
    assert snap_compare(endless(), run_before=at(rows[table], page=f"thresholds.{table}"))


def test_settings_of_snmpv3_users(snap_compare: SnapCompare) -> None:
    """One user with protocols; one password set in the keyring, the other not set; it is being typed, hidden."""
    run_before = at("secret\nSNMPV3_LAB_PRIVACY", "enter", page="snmpv3", typed="correct")
    assert snap_compare(program(), run_before=run_before)


def test_settings_of_keys(snap_compare: SnapCompare) -> None:
    """The commands by the place where they work; below the key that was pressed, and whose it is already."""
    assert snap_compare(program(), run_before=at("poll", "enter", "i", page="ui.keys"))
