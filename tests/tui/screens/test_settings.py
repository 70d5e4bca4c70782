import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, Static

from core.alerts.thresholds import DeviceThresholds, SupplyThresholds, Thresholds
from core.errors import SettingsError
from core.secrets import IN_ENVIRONMENT, IN_MEMORY
from core.settings import DiscoverySettings, Settings, UiSettings
from core.settings.changing import changed
from tests.tui.fakes import FakeServices
from tests.tui.printers import typical
from tests.tui.setting_pages.states import typical_settings
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.dialogs.confirm import Confirm
from tui.screens.devices import DevicesScreen
from tui.screens.settings import SettingsScreen
from tui.setting_pages.items import ItemsPage
from tui.widgets.frame import TitleBar
from tui.widgets.key_catcher import KeyCatcher
from tui.widgets.setting_panel import ChoiceList


class Driver:
    """Drives the settings screen of a program."""

    def __init__(self, pilot: Pilot[None], app: SuppliesApp, services: FakeServices) -> None:
        self.pilot = pilot
        self.app = app
        self.services = services
        self.live = services.live_settings

    @property
    def screen(self) -> SettingsScreen:
        assert isinstance(self.app.screen, SettingsScreen)
        return self.app.screen

    def shows(self, screen: type[Screen[Any]]) -> bool:
        return isinstance(self.app.screen, screen)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await settle(self.pilot)

    async def type(self, text: str) -> None:
        """Put a text into the field, as pasting does."""
        self.field.value = text
        await settle(self.pilot)

    async def go_to(self, key: str) -> None:
        self.screen.listing.move_to(key)
        await settle(self.pilot)

    @property
    def field(self) -> Input:
        return self.screen.query_one("#setting-field", Input)

    @property
    def wrong(self) -> str:
        return str(self.screen.query_one("#setting-wrong", Static).content).removeprefix("× ")

    @property
    def words(self) -> str:
        return str(self.screen.query_one("#setting-words", Static).content)

    @property
    def rows(self) -> dict[str, str]:
        """Key -> value of the lines shown."""
        return {key: self.screen._rows[key].value for key in self.screen.listing.order}

    @property
    def cursor(self) -> str | None:
        return self.screen.listing.cursor_key

    @property
    def toasts(self) -> list[tuple[str, str]]:
        return [(toast.title, toast.message) for toast in self.app._notifications]


@asynccontextmanager
async def opened(settings: Settings | None = None, size: tuple[int, int] = (100, 40)) -> AsyncIterator[Driver]:
    services = FakeServices(typical(), settings if settings is not None else typical_settings())
    app = SuppliesApp(services, environment={})
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        driver = Driver(pilot, app, services)
        await driver.press("comma")
        yield driver


async def test_it_opens_by_its_key_and_leaves_to_where_one_was() -> None:
    async with opened() as at:
        assert at.screen.listing.has_focus
        await at.press("comma")
        assert len(at.app.screen_stack) == 2, "once is enough"
        await at.press("q")
        assert at.shows(DevicesScreen)
        await at.press("comma", "escape")
        assert at.shows(DevicesScreen)


async def test_the_setting_under_the_cursor_is_explained() -> None:
    async with opened() as at:
        await at.go_to("polling.interval_seconds")
        await at.press("j", "k")
        assert "Interval" in at.words
        assert "polling.interval_seconds" in at.words
        assert "From 1 to 604,800 s. Default: 300 s." in at.words


async def test_a_number_is_typed_with_its_error_beside_and_written_only_when_it_fits() -> None:
    async with opened() as at:
        await at.go_to("discovery.rate")
        await at.press("enter")
        assert at.field.has_focus
        assert at.field.value == "200"
        await at.type("0")
        assert at.wrong == "a whole number from 1 to 100,000 is wanted"
        await at.press("enter")
        assert at.live.written == []
        assert at.field.has_focus, "it is still asked for"
        await at.type("300")
        assert at.wrong == ""
        await at.press("enter")
        assert at.live.written == [(("discovery", "rate"), 300)]
        assert at.rows["discovery.rate"] == "300 a second"
        assert at.toasts == [("Rate: 300 a second", "Counts from the next sweep on.")]
        assert at.screen.listing.has_focus
        assert at.cursor == "discovery.rate"


async def test_escape_leaves_a_field_as_it_was_then_the_screen() -> None:
    async with opened() as at:
        await at.go_to("discovery.rate")
        await at.press("enter")
        await at.type("7")
        await at.press("escape")
        assert at.live.written == []
        assert at.screen.listing.has_focus
        assert "Rate" in at.words
        await at.press("escape")
        assert at.shows(DevicesScreen)


async def test_what_was_there_already_is_not_written_again() -> None:
    async with opened() as at:
        await at.go_to("discovery.rate")
        await at.press("enter", "enter")
        assert (at.live.written, at.toasts) == ([], [])
        assert at.screen.listing.has_focus


async def test_a_switch_turns_over_at_once() -> None:
    async with opened() as at:
        await at.go_to("ui.mouse")
        await at.press("enter")
        assert at.live.written == [(("ui", "mouse"), True)]
        assert at.rows["ui.mouse"] == "on"


async def test_a_choice_is_picked_below_and_counts_at_once() -> None:
    async with opened() as at:
        await at.go_to("ui.theme")
        await at.press("enter")
        choices = at.screen.query_one(ChoiceList)
        assert choices.has_focus
        assert choices.cursor_key == "supplies-dark"
        await at.press("j", "enter")
        assert at.live.written == [(("ui", "theme"), "supplies-light")]
        assert at.app.theme == "supplies-light"
        await at.press("enter", "q")
        assert at.shows(SettingsScreen), "q leaves the choices first"


async def test_a_setting_goes_back_to_its_default() -> None:
    async with opened() as at:
        await at.go_to("polling.interval_seconds")
        await at.press("r")
        assert at.live.written == [(("polling", "interval_seconds"), None)]
        assert at.rows["polling.interval_seconds"] == "300 s"
        assert at.toasts == [("Interval: 300 s", "Counts at once.")]
        await at.press("r")
        assert len(at.live.written) == 1


async def test_what_cannot_be_written_is_told_beside_the_field_and_stays_typed() -> None:
    async with opened() as at:
        at.live.problem = SettingsError("settings.toml: No space left on device", "make room")
        await at.go_to("discovery.rate")
        await at.press("enter")
        await at.type("300")
        await at.press("enter")
        assert at.wrong == "settings.toml: No space left on device"
        assert at.field.value == "300"
        assert at.toasts == [("settings.toml: No space left on device", "make room")]
        at.live.problem = None
        await at.press("enter")
        assert at.live.written == [(("discovery", "rate"), 300)]


async def test_a_list_opens_and_its_texts_are_changed_added_moved_and_taken_out() -> None:
    async with opened() as at:
        await at.go_to("discovery.targets")
        await at.press("enter")
        assert isinstance(at.screen.page, ItemsPage)
        await at.press("j", "enter")
        await at.type("10.300.0.1")
        assert at.wrong == "'10.300.0.1' is no IPv4 address"
        await at.type("10.9.0.0/24")
        await at.press("enter")
        assert list(at.rows.values()) == ["10.1.0.0/22", "10.9.0.0/24", "lp7.example.net"]
        await at.press("K")
        assert list(at.rows.values()) == ["10.9.0.0/24", "10.1.0.0/22", "lp7.example.net"]
        assert at.cursor == "0", "it goes along"
        await at.press("J", "J")
        assert at.cursor == "2"
        await at.press("x")
        assert list(at.rows.values()) == ["10.1.0.0/22", "lp7.example.net"]
        await at.press("n")
        assert at.wrong == "", "nothing is typed yet"
        await at.type("printer9")
        await at.press("enter")
        assert list(at.rows.values()) == ["10.1.0.0/22", "lp7.example.net", "printer9"]
        assert at.cursor == "2"
        await at.press("q")
        assert at.rows["discovery.targets"] == "10.1.0.0/22, lp7.example.net, printer9"


async def test_an_empty_list_says_how_to_begin() -> None:
    async with opened() as at:
        await at.go_to("discovery.exclude")
        await at.press("enter")
        assert not at.screen.listing.display
        assert "n adds one" in str(at.screen.query_one(".nothing", Static).content)
        await at.press("n")
        await at.type("10.1.3.0/24")
        await at.press("enter")
        assert list(at.rows.values()) == ["10.1.3.0/24"]
        assert at.screen.listing.has_focus
        await at.press("r")
        assert at.services.settings.discovery.exclude == ()


async def test_thresholds_of_one_device_are_added_set_and_taken_out() -> None:
    device = next(device for device in typical() if device.identity.name)
    async with opened(Settings()) as at:
        await at.go_to("thresholds.devices")
        await at.press("enter", "n")
        await at.type("frobnicator")
        assert at.wrong == "no device 'frobnicator'"
        await at.type(device.address)
        assert at.wrong.startswith(device.identity.name or "?")
        await at.press("enter")
        key = f"thresholds\ndevices\n{device.id}\nlow"
        assert at.cursor == key
        await at.press("enter")
        await at.type("15")
        await at.press("enter")
        assert at.services.settings.thresholds.devices[device.id].low == 15
        await at.press("r")
        assert at.services.settings.thresholds.devices[device.id].low is None
        await at.press("x")
        assert at.services.settings.thresholds.devices == {}


async def test_a_supply_is_picked_after_its_device() -> None:
    device = next(device for device in typical() if device.reading is not None and device.reading.supplies)
    assert device.reading is not None
    async with opened(Settings()) as at:
        await at.go_to("thresholds.supplies")
        await at.press("enter", "n")
        await at.type(device.address)
        await at.press("enter")
        choices = at.screen.query_one(ChoiceList)
        assert list(choices.order) == [supply.index for supply in device.reading.supplies]
        await at.press("enter")
        assert list(at.services.settings.thresholds.supplies) == [f"{device.id}/{device.reading.supplies[0].index}"]


async def test_thresholds_count_at_once_in_the_list_of_devices() -> None:
    async with opened(Settings()) as at:
        heard: list[frozenset[str]] = []
        at.app.bridge.fleet_changed.subscribe(at.app.screen, heard.append)
        await at.go_to("thresholds.low")
        await at.press("enter")
        await at.type("99")
        await at.press("enter")
        assert heard
        assert len(heard[0]) < len(at.services.fleet.devices()), "only those that it concerns"


async def test_an_snmpv3_user_is_added_and_its_passwords_never_reach_the_settings() -> None:
    async with opened(Settings()) as at:
        await at.go_to("snmpv3")
        await at.press("enter", "n")
        await at.type("lab")
        await at.press("enter")
        await at.press("j", "enter")
        await at.press("G", "enter")
        assert at.services.settings.snmpv3[0].auth_protocol == "SHA-512"
        await at.go_to("secret\nSNMPV3_LAB_AUTH")
        assert at.rows["secret\nSNMPV3_LAB_AUTH"] == "not set"
        await at.press("enter")
        assert at.field.password
        await at.type("short")
        assert at.wrong == "at least 8 characters are wanted"
        await at.type("correct horse")
        await at.press("enter")
        assert at.services.secrets.kept == {"SNMPV3_LAB_AUTH": "correct horse"}
        assert at.rows["secret\nSNMPV3_LAB_AUTH"] == "set, in the keyring"
        assert at.toasts[-1] == ("lab: Password", "Kept in the keyring.")
        assert at.field.value == "", "it does not stay in the field"
        assert "correct horse" not in repr(at.services.settings)
        await at.press("r")
        assert at.services.secrets.kept == {}
        assert at.toasts[-1] == ("lab: Password", "Forgotten.")
        await at.go_to("snmpv3\nlab\nusername")
        await at.press("enter")
        assert not at.field.password


async def test_without_a_key_store_that_is_said() -> None:
    async with opened() as at:
        at.services.secrets.place = IN_MEMORY
        await at.go_to("snmpv3")
        await at.press("enter")
        await at.go_to("secret\nSNMPV3_LAB_AUTH")
        await at.press("enter")
        await at.type("correct horse")
        await at.press("enter")
        said = "There is no key store here: kept in memory only, until this program ends."
        assert at.toasts[-1] == ("lab: Password", said)


async def test_a_password_of_the_environment_cannot_be_forgotten_here() -> None:
    async with opened() as at:
        at.services.secrets.elsewhere["SNMPV3_LAB_AUTH"] = IN_ENVIRONMENT
        await at.go_to("snmpv3")
        await at.press("enter")
        await at.go_to("secret\nSNMPV3_LAB_AUTH")
        assert at.rows["secret\nSNMPV3_LAB_AUTH"] == "set, in the environment"
        await at.press("r")
        assert at.toasts[-1] == ("lab: Password", "It is still in the environment.")


async def test_a_key_store_that_is_slow_holds_nothing_up() -> None:
    async with opened() as at:
        at.services.secrets.held = asyncio.Event()
        await at.go_to("snmpv3")
        await at.pilot.press("enter")
        await at.pilot.pause()
        await at.pilot.pause()
        assert at.rows["secret\nSNMPV3_LAB_AUTH"] == "being looked up"
        at.services.secrets.held.set()
        await settle(at.pilot)
        assert at.rows["secret\nSNMPV3_LAB_AUTH"] == "not set"


async def test_keys_are_pressed_clashes_are_named_and_count_at_once() -> None:
    async with opened(Settings()) as at:
        await at.go_to("ui.keys")
        await at.press("enter")
        await at.go_to("poll")
        await at.press("enter")
        assert isinstance(at.app.focused, KeyCatcher)
        await at.press("i")
        assert at.wrong == "i is Ignore (devices); give that another key first"
        await at.press("enter")
        assert at.live.written == []
        await at.press("backspace")
        assert at.wrong == "press a key"
        await at.press("f9", "q", "backspace", "Z", "enter")
        assert at.live.written == [(("ui", "keys", "poll"), "f9,Z")]
        assert at.rows["poll"] == "f9 Z"
        await at.press("q", "q", "f9")
        assert at.services.poller.asked, "the new key asks the printer"
        await at.press("comma")
        await at.go_to("ui.keys")
        await at.press("enter")
        await at.go_to("poll")
        await at.press("enter", "h", "escape")
        assert len(at.live.written) == 1, "escape leaves the keys as they were"
        await at.press("r")
        assert at.services.settings.ui.keys == {}


async def test_the_filter_leaves_what_has_all_the_words() -> None:
    async with opened() as at:
        await at.press("slash", *"waste full")
        assert list(at.rows) == ["thresholds.waste_low", "thresholds.waste_near_full"]
        assert at.screen._rows["thresholds.waste_low"].shows_group, "the first line names the section"
        await at.press("enter", "j", "enter")
        assert at.field.has_focus
        await at.press("escape", "escape")
        assert len(at.rows) > 20
        await at.press("slash", *"frobnicate")
        assert "Nothing matches" in str(at.screen.query_one(".nothing", Static).content)


@pytest.mark.parametrize("ends_with", [("escape",), ("enter", "escape")])
@pytest.mark.parametrize(
    ("words", "found", "left"),
    [
        ("retries", "polling.retries", "polling.retries"),
        ("port", "discovery.port", "discovery.port"),
        ("frobnicate", None, "polling.retries"),
    ],
)
async def test_the_cursor_stays_on_its_row_when_the_filter_is_cleared(
    words: str, found: str | None, left: str, ends_with: tuple[str, ...]
) -> None:
    async with opened() as at:
        await at.go_to("polling.retries")
        await at.press("slash", *words)
        assert at.cursor == found
        await at.press(*ends_with)
        assert at.cursor == left
        assert at.screen.listing.has_focus
        assert left in at.words, "the panel goes with it"


async def test_a_filter_that_matched_nothing_on_the_way_leaves_the_cursor_and_its_row_in_view() -> None:
    async with opened(size=(60, 20)) as at:
        await at.press("G")
        last = at.cursor
        await at.press("slash", *"qq", "escape")
        assert at.cursor == last
        listing = at.screen.listing
        assert listing.scroll_y <= listing.cursor_place < listing.scroll_y + listing.size.height


async def test_sections_are_a_key_apart() -> None:
    async with opened() as at:
        found = [at.cursor]
        for _ in range(5):
            await at.press("v")
            found.append(at.cursor)
        firsts = ["discovery.targets", "polling.interval_seconds", "thresholds.low", "snmpv3", "ui.theme", "ui.theme"]
        assert found == firsts
        await at.press("j", "V")
        assert at.cursor == "ui.theme"
        await at.press("V")
        assert at.cursor == "snmpv3"


async def test_settings_that_others_change_are_shown_and_do_not_disturb_what_is_being_typed() -> None:
    async with opened() as at:
        at.live.take_up(changed(at.services.settings, ("polling", "retries"), 7))
        await settle(at.pilot)
        assert at.rows["polling.retries"] == "7"
        await at.go_to("discovery.rate")
        await at.press("enter")
        await at.type("123")
        at.live.take_up(changed(at.services.settings, ("polling", "retries"), 8))
        await settle(at.pilot)
        assert at.rows["polling.retries"] == "8"
        assert at.field.value == "123"
        assert at.field.has_focus


async def test_each_page_has_its_name_in_the_title() -> None:
    async with opened() as at:
        for key, title in (
            ("discovery.targets", "Settings: Targets"),
            ("thresholds.types", "Settings: Thresholds, by type"),
            ("snmpv3", "Settings: SNMPv3 users"),
            ("ui.keys", "Settings: Keys"),
        ):
            await at.go_to(key)
            await at.press("enter")
            assert at.screen.query_one(TitleBar)._title == title
            await at.press("q")


@pytest.mark.parametrize("size", [(60, 16), (300, 80)])
async def test_it_works_in_the_smallest_and_the_largest_terminal(size: tuple[int, int]) -> None:
    services = FakeServices(typical(), typical_settings())
    app = SuppliesApp(services, environment={})
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        at = Driver(pilot, app, services)
        await at.press("comma")
        for key in ("discovery.rate", "ui.theme"):
            await at.go_to(key)
            await at.press("enter")
            assert at.screen.listing.size.height >= 3
            assert at.app.focused is not None
            assert at.app.focused.region.bottom <= size[1] - 1
            await at.press("escape")


async def test_other_programs_keys_and_theme_are_taken_up() -> None:
    async with opened(Settings()) as at:
        await at.press("q")
        at.live.take_up(Settings(ui=UiSettings(theme="supplies-light", keys={"show_settings": "f9"})))
        await settle(at.pilot)
        assert at.app.theme == "supplies-light"
        await at.press("comma")
        assert at.shows(DevicesScreen)
        await at.press("f9")
        assert at.shows(SettingsScreen)


async def test_the_devices_look_as_the_settings_say_after_a_change() -> None:
    async with opened(Settings()) as at:
        await at.go_to("ui.group")
        await at.press("enter", "j", "enter", "q")
        assert isinstance(at.app.screen, DevicesScreen)
        assert at.app.screen.arrangement.grouping == "location"


async def test_a_list_is_emptied_only_after_a_question() -> None:
    async with opened() as at:
        await at.go_to("discovery.targets")
        await at.press("r")
        assert at.shows(Confirm)
        await at.press("n")
        assert at.live.written == []
        await at.press("r", "y")
        assert at.live.written == [(("discovery", "targets"), None)]
        assert at.services.settings.discovery.targets == ()


async def test_a_user_with_all_that_is_set_for_it_goes_only_after_a_question() -> None:
    async with opened() as at:
        await at.go_to("snmpv3")
        await at.press("enter")
        users = len(at.services.settings.snmpv3)
        assert users
        await at.press("x")
        assert at.shows(Confirm)
        await at.press("enter")
        assert len(at.services.settings.snmpv3) == users, "the safe answer has the focus"
        await at.press("x", "y")
        assert len(at.services.settings.snmpv3) == users - 1


async def test_a_long_text_is_changed_at_its_end_and_the_cursor_is_seen() -> None:
    target = "printer-with-an-endless-name.in-building-7.third-floor.behind-the-kitchen.example.net"
    async with opened(Settings(discovery=DiscoverySettings(targets=(target,)))) as at:
        await at.go_to("discovery.targets")
        await at.press("enter", "enter")
        field = at.screen.query_one("#setting-field", Input)
        assert field.cursor_position == len(target)
        assert field.render_line(0).text.rstrip().endswith("example.net")


async def test_a_setting_is_copied_as_it_stands() -> None:
    async with opened() as at:
        await at.go_to("discovery.rate")
        await at.press("y")
        assert at.app.clipboard.startswith("discovery.rate = ")


async def test_a_limit_is_not_taken_back_while_another_stands_above_the_general_one() -> None:
    device = next(device for device in typical() if device.identity.name)
    thresholds = Thresholds(devices={device.id: DeviceThresholds(low=50, near_empty=40)})
    async with opened(Settings(thresholds=thresholds)) as at:
        await at.go_to("thresholds.devices")
        await at.press("enter", "r")
        assert at.services.settings.thresholds == thresholds
        assert at.toasts[-1][0] == "Near empty (40 %) must not be above Low (20 %, as in general)"


async def test_the_limits_of_a_supply_are_those_of_its_kind() -> None:
    device = next(one for one in typical() if one.reading and any(not s.receptacle for s in one.reading.supplies))
    assert device.reading is not None
    supply = next(supply for supply in device.reading.supplies if not supply.receptacle)
    name = f"{device.id}/{supply.index}"
    thresholds = Thresholds(near_empty=15, supplies={name: SupplyThresholds(low=30, near_empty=16)})
    async with opened(Settings(thresholds=thresholds)) as at:
        await at.go_to("thresholds.supplies")
        await at.press("enter", "enter")
        await at.type("15.5")
        assert at.wrong == "Near empty (16 %) must not be above Low (15.5 %)"
        await at.press("escape", "j", "r")
        assert at.services.settings.thresholds.supplies[name].near_empty is None
        await at.press("k", "enter")
        await at.type("14")
        assert at.wrong == "Near empty (15 %, as in general) must not be above Low (14 %)"


async def test_a_file_that_does_not_fit_is_said_as_long_as_it_does_not() -> None:
    def summary(at: Driver) -> str:
        return str(at.screen.query_one(".summary", Static).content)

    async with opened() as at:
        usual = summary(at)
        at.live.have_file_problem("discovery.rate = 0: a whole number is wanted")
        await settle(at.pilot)
        said = "settings.toml is not in force: discovery.rate = 0: a whole number is wanted; the settings before are"
        assert summary(at) == f"× {said}"
        at.live.problem = SettingsError("settings.toml: discovery.rate = 0: a whole number is wanted")
        await at.go_to("polling.retries")
        await at.press("enter")
        await at.type("4")
        await at.press("enter")
        assert "discovery.rate" in at.wrong
        at.live.problem = None
        at.live.have_file_problem(None)
        await settle(at.pilot)
        assert (at.wrong, at.field.value) == ("", "4")
        assert summary(at) == usual
        await at.press("escape")
        await at.go_to("discovery.targets")
        await at.press("enter")
        at.live.have_file_problem("no TOML")
        await settle(at.pilot)
        assert summary(at).endswith("in force: no TOML; the settings before are")
        await at.press("q", "q")
        assert at.live.worriers == []


async def test_sections_are_offered_only_where_there_are_several() -> None:
    def is_offered(at: Driver) -> list[bool]:
        return [bool(at.screen.check_action(f"{way}_section", ())) for way in ("next", "previous")]

    async with opened() as at:
        assert is_offered(at) == [True, True]
        await at.press("slash")
        assert is_offered(at) == [False, False], "v is typed"
        await at.press(*"waste", "enter")
        assert is_offered(at) == [False, False], "all are thresholds"
        await at.press("escape", "slash", *"interval", "enter")
        await at.press("escape")
        assert is_offered(at) == [True, True]
        await at.go_to("discovery.targets")
        await at.press("enter")
        assert is_offered(at) == [False, False]
        await at.press("q")
        await at.go_to("ui.keys")
        await at.press("enter")
        assert is_offered(at) == [True, True]
