import asyncio

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input, Static

from core.errors import SnmpError
from core.model.device import Device
from core.model.events import DeviceRead
from core.settings import Settings, UiSettings
from tests.tui.devices_screen import line, names, screen, selected, started, toasts
from tests.tui.fakes import NOW, FakeServices
from tests.tui.printers import printer, toners, typical
from tests.tui.settling import paint, settle
from tui.app import SuppliesApp
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.screens.devices import DevicesScreen
from tui.screens.undoable import AT_ONCE
from tui.widgets.device_rows import age_text, alert_forms
from tui.widgets.frame import TitleBar
from tui.working_app import ASKED_AT_ONCE


def three() -> list[Device]:
    return [printer(number, name, "HP", "M1", toners(50)) for number, name in enumerate("abc", 1)]


def device(services: FakeServices, number: int) -> Device:
    known = services.fleet.get(f"d{number:010x}")
    assert known is not None
    return known


def title(app: SuppliesApp) -> str:
    return screen(app).query_one(TitleBar).render().plain


async def typed(pilot: Pilot[None], text: str) -> None:
    pilot.app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await settle(pilot)


# Ignoring


async def test_an_ignored_device_goes_at_once_and_undo_brings_it_back() -> None:
    app, services = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("i")
        await paint(pilot)
        assert names(app)[0] == "copy-shop"
        assert device(services, 13).is_ignored
        assert screen(app).listing.cursor_place == 0
        await pilot.press("u")
        await paint(pilot)
        assert names(app)[0] == "sales-a3"
        await pilot.press("u")
        assert toasts(app) == [
            "sales-a3 is ignored: u takes that back; the view Ignored shows what is ignored.",
            "sales-a3 is back: Watched again.",
            "Nothing to take back: Nothing that was changed is left to be taken back.",
        ]


async def test_the_same_key_takes_an_ignored_device_back() -> None:
    app, services = started([printer(1, "a", "HP", "M1", toners(50), is_ignored=True)])
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("V", "i")
        await paint(pilot)
        assert not device(services, 1).is_ignored
        await pilot.press("u")
        assert device(services, 1).is_ignored


async def test_all_that_is_selected_is_ignored_and_comes_back_in_one_step() -> None:
    app, services = started(three())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space", "space", "i")
        await paint(pilot)
        assert names(app) == ["c"]
        assert selected(app) == []
        assert toasts(app)[-1].startswith("2 devices are ignored: ")
        await pilot.press("u")
        await paint(pilot)
        assert names(app) == ["a", "b", "c"]
        assert not any(one.is_ignored for one in services.fleet.devices())


async def test_of_a_mixed_selection_the_others_are_ignored_too() -> None:
    one, two, _ = three()
    app, services = started([replace(one, is_ignored=True), two])
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("6", "space", "1", "space", "i")
        assert toasts(app)[-1].startswith("b is ignored: ")
        await pilot.press("u")
        assert [one.is_ignored for one in services.fleet.devices()] == [True, False]


async def test_very_many_are_changed_in_turns() -> None:
    count = AT_ONCE * 3 + 1
    app, services = started([printer(number, f"p{number}", "HP", "M1", toners(50)) for number in range(1, count + 1)])
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("asterisk", "i")
        await settle(pilot)
        assert all(one.is_ignored for one in services.fleet.devices())
        assert names(app) == []
        await pilot.press("u")
        await settle(pilot)
        assert len(names(app)) == count


# Asking


async def test_polling_asks_the_device_and_its_answer_appears() -> None:
    one = printer(1, "a", "HP", "M1", toners(50), minutes=9)
    app, services = started([one])
    assert one.reading is not None
    assert one.profile is not None
    reading = replace(one.reading, supplies=toners(3), read_at=NOW)
    services.poller.answers[one.id] = DeviceRead(device_id=one.id, reading=reading, profile=one.profile)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("p")
        await settle(pilot)
        row = screen(app).rows[one.id]
        assert (alert_forms(row, NOW)[0], age_text(row, NOW)) == ("Black Toner Cartridge Near Empty (3%)", "now")
        assert app.asking == set()
        assert toasts(app) == []


async def test_a_silent_device_is_told_and_marked_once_it_counts_as_unreachable() -> None:
    app, _ = started([printer(1, "a", "HP", "M1", toners(50))])
    async with app.run_test() as pilot:
        await settle(pilot)
        words = []
        for _ in range(3):
            await pilot.press("p")
            await settle(pilot)
            words.append(alert_forms(screen(app).rows["d0000000001"], NOW)[0])
        assert words == ["OK", "OK", "Unreachable"]
        silent, gone = "a: no answer: it is silent", "a: no answer: no answer in 2 s"
        assert toasts(app) == [silent, silent, gone]


async def test_many_that_are_asked_are_counted_in_the_title_and_escape_asks_no_more() -> None:
    app, services = started([printer(number, f"p{number:03}", "HP", "M1", toners(50)) for number in range(1, 201)])
    services.poller.gate = asyncio.Event()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("asterisk", "p")
        await paint(pilot)
        assert "asking, 0 of 200" in title(app)
        assert len(services.poller.asked) == ASKED_AT_ONCE
        await pilot.press("escape")
        await paint(pilot)
        assert "asking" not in title(app)
        assert len(selected(app)) == 200
        assert toasts(app)[-1] == "Stopped after 0 of 200: Those that were not asked keep their age."
        services.poller.gate.set()
        await paint(pilot)
        assert len(services.poller.asked) == ASKED_AT_ONCE
        assert app.polled == (0, 0)
        await pilot.press("escape")
        assert selected(app) == []


async def test_an_error_while_polling_is_a_toast_with_its_hint() -> None:
    app, services = started([printer(1, "a", "HP", "M1", toners(50))])
    services.poller.answers["d0000000001"] = SnmpError("[b]wrong key", "check the password")
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("p")
        await settle(pilot)
        assert toasts(app) == ["[b]wrong key: check the password"]
        assert app.asking == set()


async def test_several_are_asked_at_once_and_told_together() -> None:
    devices = three()
    app, services = started(devices)
    for one in devices[:2]:
        assert one.reading is not None
        assert one.profile is not None
        services.poller.answers[one.id] = DeviceRead(device_id=one.id, reading=one.reading, profile=one.profile)
    services.poller.answers[devices[1].id] = SnmpError("wrong key", "check the password")
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("asterisk", "p")
        await settle(pilot)
        assert sorted(services.poller.asked) == [one.id for one in devices]
        assert toasts(app) == ["1 of 3 answered: 2 did not; their age shows it."]
        assert app.asking == set()
        assert selected(app) == ["a", "b", "c"]


# What the admin says


async def test_managed_elsewhere_is_marked_and_taken_back() -> None:
    app, services = started(three())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space", "space", "m")
        assert [one.is_managed_elsewhere for one in services.fleet.devices()] == [True, True, False]
        await pilot.press("m")
        assert not any(one.is_managed_elsewhere for one in services.fleet.devices())
        await pilot.press("u")
        assert [one.is_managed_elsewhere for one in services.fleet.devices()] == [True, True, False]
        await pilot.press("u")
        assert not any(one.is_managed_elsewhere for one in services.fleet.devices())
        assert toasts(app) == [
            "2 devices are managed elsewhere: Kept out of ordering; u takes that back.",
            "2 devices are ours again: Supplies may be ordered; u takes that back.",
            "2 devices are managed elsewhere again: Kept out of ordering.",
            "2 devices are ours again: Supplies may be ordered.",
        ]


async def test_a_location_is_asked_for_with_the_present_one_and_undone() -> None:
    app, services = started([printer(1, "a", "HP", "M1", toners(50), location="Hall 3")])
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("L")
        await settle(pilot)
        assert isinstance(app.screen, AskText)
        assert app.screen.query_one(Input).value == "Hall 3"
        await typed(pilot, "  Hall 4 ")
        assert device(services, 1).given_location == "Hall 4"
        assert toasts(app) == ["a is at Hall 4: u takes that back."]
        await pilot.press("L")
        await settle(pilot)
        await typed(pilot, "")
        assert device(services, 1).given_location is None
        await pilot.press("u")
        assert device(services, 1).given_location == "Hall 4"
        await pilot.press("u")
        assert device(services, 1).given_location is None


async def test_a_location_for_several_starts_empty_where_theirs_differ() -> None:
    app, services = started([printer(number, "a", "HP", "M1", toners(50), location=f"{number}") for number in (1, 2)])
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("asterisk", "L")
        await settle(pilot)
        assert app.screen.query_one(Input).value == ""
        await typed(pilot, "x" * 201)
        assert "201 characters" in str(app.screen.query_one("#complaint", Static).content)
        await typed(pilot, "Cellar")
        assert [one.given_location for one in services.fleet.devices()] == ["Cellar", "Cellar"]


async def test_a_location_is_not_changed_by_escape() -> None:
    app, services = started(three())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("L", *"x", "escape")
        await settle(pilot)
        assert isinstance(app.screen, DevicesScreen)
        assert device(services, 1).given_location is None


# Merging


async def test_two_rows_become_one_and_two_again() -> None:
    app, services = started(three())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space", "space", "M")
        await settle(pilot)
        assert isinstance(app.screen, Choose)
        await pilot.press("j", "enter")
        await settle(pilot)
        assert names(app) == ["b", "c"]
        assert [one.id for one in device(services, 2).absorbed] == ["d0000000001"]
        assert selected(app) == []
        assert toasts(app) == ["a is part of b: u takes it out again."]
        await pilot.press("u")
        await settle(pilot)
        assert names(app) == ["a", "b", "c"]


@pytest.mark.parametrize("keys", [(), ("space",), ("asterisk",)])
async def test_merging_wants_two(keys: tuple[str, ...]) -> None:
    app, services = started(three())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press(*keys, "M")
        await settle(pilot)
        assert isinstance(app.screen, DevicesScreen)
        assert toasts(app)[-1].startswith("Select two devices: ")
        assert len(services.fleet) == 3


async def test_a_merge_that_somebody_undid_is_not_undone_twice() -> None:
    app, services = started(three())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space", "space", "M")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        services.fleet.unmerge("d0000000001")
        await pilot.press("u")
        await settle(pilot)
        assert len(services.fleet) == 3


# Removing


async def test_removing_asks_once_and_undo_puts_the_devices_back() -> None:
    before = three()
    app, services = started(before)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space", "space", "D")
        await settle(pilot)
        assert isinstance(app.screen, Confirm)
        assert len(services.fleet) == 3
        await pilot.press("y")
        await settle(pilot)
        assert names(app) == ["c"]
        await pilot.press("u")
        await settle(pilot)
        assert sorted(one.id for one in services.fleet.devices()) == [one.id for one in before]
        assert device(services, 1) == before[0]
        assert toasts(app) == ["2 devices are removed: u brings them back.", "2 devices are back: In the list again."]


@pytest.mark.parametrize("key", ["n", "escape", "enter"])
async def test_removing_is_not_meant_by_any_other_answer(key: str) -> None:
    app, services = started(three())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("delete")
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
        assert len(services.fleet) == 3
        assert toasts(app) == []


async def test_a_device_that_was_found_again_is_not_put_back_over() -> None:
    app, services = started(three())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("D", "y")
        await settle(pilot)
        again = printer(1, "found-again", "HP", "M1", toners(9))
        services.fleet.put(again)
        await pilot.press("u")
        assert device(services, 1) == again


async def test_what_is_gone_meanwhile_is_no_trouble() -> None:
    app, services = started(three())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("asterisk", "i")
        services.fleet.remove("d0000000002")
        await pilot.press("u")
        await settle(pilot)
        assert names(app) == ["a", "c"]


async def test_acts_reach_what_is_selected_and_hidden() -> None:
    app, services = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space", "4")
        assert line(app).endswith("1 selected (1 hidden)")
        await pilot.press("m")
        assert device(services, 13).is_managed_elsewhere


async def test_on_the_head_of_a_group_nothing_is_done() -> None:
    app, services = started(three(), group="model")
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("g", "p", "i", "m", "L", "D")
        await settle(pilot)
        assert isinstance(app.screen, DevicesScreen)
        assert services.poller.asked == []
        assert toasts(app)[-1] == "No device: The devices of the group are selected by space."


async def test_what_was_done_in_the_details_is_taken_back_in_the_list() -> None:
    app, _ = started(three())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("D")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert names(app) == ["b", "c"]
        assert toasts(app)[-1] == "a is removed: u brings it back; so does a later sweep."
        await pilot.press("u")
        await paint(pilot)
        assert names(app) == ["a", "b", "c"]


async def test_a_name_is_taken_back_in_the_details() -> None:
    app, services = started(three())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        await typed(pilot, "Front desk")
        assert device(services, 1).given_name == "Front desk"
        await pilot.press("u")
        await settle(pilot)
        assert device(services, 1).given_name is None


async def test_sentences_name_the_key_that_takes_back_as_it_is_now() -> None:
    services = FakeServices(three(), Settings(ui=UiSettings(keys={"undo": "f9"})))
    app = SuppliesApp(services, environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("i")
        assert toasts(app)[-1].startswith("a is ignored: f9 takes that back;")
