import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Static

from core.credentials import community_reference
from core.errors import SnmpTimeout, UsageError
from core.model.device import Device, Quarantine
from tests.tui.fakes import NOW, FakeServices
from tests.tui.printers import detailed, printer, toners, waste
from tests.tui.settling import paint, settle
from tui.app import SuppliesApp
from tui.commands import commands_of
from tui.detail_commands import DETAILS
from tui.dialogs.ask_recording import AskRecording
from tui.dialogs.at_work import AtWork
from tui.palette import CommandProvider
from tui.screens.details import DetailsScreen
from tui.screens.devices import DevicesScreen
from tui.widgets.field import Field
from tui.widgets.frame import TitleBar
from tui.widgets.text_lines import Lines
from tui.widgets.tick import Tick

ID = "d0000000001"


def one(**more: object) -> Device:
    return printer(1, "lp1", "HP", "M1", (*toners(50, 40, 30, 20), waste(8)), location="Hall", **more)  # type: ignore[arg-type]


def started(*devices: Device) -> tuple[SuppliesApp, FakeServices]:
    services = FakeServices(devices or [one()])
    return SuppliesApp(services, environment={}), services


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def typed(pilot: Pilot[None], text: str) -> None:
    """Put a text into the line of the question and take it."""
    pilot.app.screen.query_one(Field).value = text
    await settle(pilot)
    await press(pilot, "enter")


def toasts(app: SuppliesApp) -> list[tuple[str, str]]:
    return [(toast.title, toast.message) for toast in app._notifications]


def known(services: FakeServices) -> Device:
    device = services.fleet.get(ID)
    assert device is not None
    return device


def shown(app: SuppliesApp) -> type:
    return type(app.screen)


def complaint(app: SuppliesApp) -> str:
    return str(app.screen.query_one("#complaint", Static).content)


# At once


async def test_polling_asks_the_printer_and_says_so_meanwhile() -> None:
    app, services = started()
    answer = asyncio.Event()

    async def poll_now(device_id: str) -> bool:
        services.poller.asked.append(device_id)
        await answer.wait()
        return True

    services.poller.poll_now = poll_now  # type: ignore[method-assign]
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await pilot.press("p")
        await paint(pilot)
        state = app.screen.query_one("#state", Static)
        assert "asking the printer now" in str(state.content)
        await pilot.press("escape")
        await paint(pilot)
        assert "asking the printer now" not in str(state.content)
        assert shown(app) is DetailsScreen
        answer.set()
        await settle(pilot)
        assert services.poller.asked == [ID]
        assert toasts(app) == []
        await press(pilot, "escape")
        assert shown(app) is DevicesScreen


async def test_ignoring_says_what_it_means_and_takes_back() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "i")
        assert known(services).is_ignored
        assert "(ignored)" in app.screen.query_one(TitleBar).render().plain
        assert toasts(app)[-1][0] == "lp1 is ignored"
        await press(pilot, "i")
        assert not known(services).is_ignored
        assert toasts(app)[-1] == ("lp1 is back", "It is watched again.")


async def test_a_device_is_managed_elsewhere_and_no_longer() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "m")
        assert known(services).is_managed_elsewhere
        assert toasts(app)[-1][0] == "lp1 is managed elsewhere"
        await press(pilot, "m")
        assert not known(services).is_managed_elsewhere


async def test_undo_says_what_is_so_again() -> None:
    app, _ = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "m", "i", "i")
        details = app.screen
        assert isinstance(details, DetailsScreen)
        details._rename("Front desk")
        details._place("Annex")
        details._pace("90")
        for text in ("Call 4711", "Call 4711", "Call 4712 first"):  # the same again is nothing to take back
            details._note(text)
        await settle(pilot)
        told = len(toasts(app))
        await press(pilot, *"uuuuuuuu")
        assert toasts(app)[told:] == [
            ("The notes on Front desk are as before", "“Call 4711”."),
            ("Front desk is without notes again", "As before."),
            ("Front desk is polled at everybody's interval again", "It has none of its own."),
            ("Front desk is at Hall again", "As said by the device itself."),
            ("Front desk is called lp1 again", "What it calls itself."),
            ("lp1 is ignored again", "Not polled, and later sweeps leave it out."),
            ("lp1 is back", "Watched again."),
            ("lp1 is ours again", "Supplies may be ordered."),
        ]


async def test_a_turn_says_what_it_means_and_is_remembered() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "G", "f")
        assert known(services).turned == ("1.9",)
        assert toasts(app)[-1] == (
            "lp1",
            "Waste Toner Box: read from the other end from now on, now 92% free. It is remembered.",
        )
        await press(pilot, "f")
        assert known(services).turned == ()
        assert "read as the printer gives it again, now 8% free" in toasts(app)[-1][1]


async def test_a_quarantine_is_ended_by_a_key_that_says_so_when_there_is_none() -> None:
    held = Quarantine(since=NOW, until=NOW + timedelta(hours=1), reason="it restarted right after being asked")
    app, services = started(one(quarantine=held))
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "Q")
        assert known(services).quarantine is None
        assert toasts(app)[-1][0] == "lp1 is polled again"
        await press(pilot, "Q")
        assert toasts(app)[-1] == ("Nothing to end", "lp1 is not in quarantine.")


async def test_a_merged_row_becomes_a_device_of_its_own_again() -> None:
    app, services = started(one(), printer(2, "lp2", "HP", "M1", toners(9)))
    services.fleet.merge(ID, "d0000000002")
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "U")
        assert len(services.fleet) == 2
        assert toasts(app)[-1] == ("lp1 is one device again", "lp2 is back in the list.")
        await press(pilot, "U")
        assert toasts(app)[-1] == ("Nothing to unmerge", "No row was merged into lp1.")
        assert len(services.fleet) == 2


# By a question


async def test_a_name_is_given_and_taken_back() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "n")
        await typed(pilot, "Front desk")
        assert known(services).given_name == "Front desk"
        assert "Front desk" in app.screen.query_one(TitleBar).render().plain
        await press(pilot, "n")
        assert app.screen.query_one(Field).value == "Front desk"
        await typed(pilot, "x" * 201)
        assert complaint(app) == "201 characters are too many: a name or a place has at most 200"
        await typed(pilot, "")
        assert known(services).given_name is None
        await press(pilot, "n", "escape")
        assert isinstance(app.screen, DetailsScreen)


async def test_a_place_is_given() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "L")
        await typed(pilot, "2nd floor")
        assert known(services).given_location == "2nd floor"
        assert toasts(app)[-1] == ("lp1 is at 2nd floor", "u takes that back.")
        await press(pilot, "L")
        await typed(pilot, "")
        assert toasts(app)[-1] == ("lp1 is where it says itself", "u takes that back.")


async def test_notes_have_lines() -> None:
    app, services = started()
    async with app.run_test(size=(80, 60)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "N")
        await press(pilot, *"key", "enter", *"lee", "ctrl+s")
        assert known(services).notes == "key\nlee"
        assert app.screen.query_one("#notes-part").display
        await press(pilot, "N")
        app.screen.query_one(Lines).text = "x" * 4001
        await settle(pilot)
        assert complaint(app) == "4,001 characters are too many: notes have at most 4,000"


async def test_an_interval_of_its_own_is_given_and_ended() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "I")
        await typed(pilot, "0.5")
        assert complaint(app) == "'0.5' is no interval: a number of seconds, 1 and up, or `default`"
        await typed(pilot, "60")
        assert known(services).interval_seconds == 60
        assert toasts(app)[-1] == ("lp1", "Polled every 60 s from now on.")
        await press(pilot, "I")
        assert app.screen.query_one(Field).value == "60"
        await typed(pilot, "")
        assert known(services).interval_seconds is None


async def test_removing_asks_once_and_leads_back_to_the_list() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "D", "enter")
        assert services.fleet.get(ID) is not None, "the safe answer has the focus"
        await press(pilot, "D", "y")
        assert services.fleet.get(ID) is None
        assert isinstance(app.screen, DevicesScreen)
        assert toasts(app)[-1] == ("lp1 is removed", "u brings it back; so does a later sweep.")


# What takes a while


async def test_known_credentials_are_tried_and_kept_when_the_device_answers() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "C", "j", "enter")
        assert toasts(app)[-1] == ("192.0.2.1:161 does not answer SNMP", "is the community right?")
        assert known(services).credentials is None
        await press(pilot, "C", "j", "j", "enter")
        assert known(services).credentials == "v3:lab"
        assert toasts(app)[-1] == ("lp1 answers", "It is asked with SNMPv3 user lab from now on.")


async def test_a_new_community_is_hidden_tried_and_never_shown() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "C", "G", "enter")
        assert app.screen.query_one(Field).password
        await typed(pilot, "wrong")
        assert known(services).credentials is None
        await press(pilot, "C", "G", "enter")
        await typed(pilot, "lab")
        assert known(services).credentials == community_reference("lab")
        assert toasts(app)[-1] == ("lp1 answers", "It is asked with the new community from now on.")


async def test_a_recording_is_redacted_tells_how_far_it_is_and_says_where_it_went(tmp_path: Path) -> None:
    app, services = started(detailed())
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "R")
        assert app.screen.query_one(Field).value == "./color-laserjet-mfp-m479fdw-20260304-1200.snmprec"
        app.screen.query_one(Field).value = str(tmp_path / "a.snmprec")
        await settle(pilot)
        await pilot.press("enter")
        await paint(pilot)
        assert isinstance(app.screen, AtWork)
        assert "20 objects" in str(app.screen.query_one("#how-far", Static).content)
        services.recorder.may_end.set()
        await settle(pilot)
        assert services.recorder.asked == [(tmp_path / "a.snmprec", detailed().id, True)]
        assert toasts(app)[-1] == ("Recorded", f"30 objects in {tmp_path / 'a.snmprec'}.")


async def test_a_recording_can_be_stopped_and_its_errors_are_told() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "R")
        await pilot.press("tab", "space", "shift+tab", "enter")
        await paint(pilot)
        await press(pilot, "escape")
        assert services.recorder.was_stopped
        assert services.recorder.asked[0][2] is False
        assert isinstance(app.screen, DetailsScreen)
        services.recorder.problem = SnmpTimeout("no answer from lp1", "is it on?")
        await press(pilot, "R", "enter")
        assert toasts(app)[-1] == ("no answer from lp1", "is it on?")
        assert isinstance(app.screen, DetailsScreen)


@pytest.mark.parametrize("name", [" ~/nowhere/a.snmprec", "~nobody-of-that-name/a.snmprec"])
async def test_a_recording_that_cannot_go_there_asks_for_another_name_with_what_was_typed(name: str) -> None:
    app, services = started()
    services.recorder.problem = UsageError("nowhere: No such file or directory", "name a file that you may write")
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "R", "tab", "space", "shift+tab")
        await typed(pilot, name)
        assert isinstance(app.screen, AskRecording)
        assert "no such" in complaint(app).lower()
        field = app.screen.query_one(Field)
        assert (field.value, field.has_focus) == (name, True)
        assert not app.screen.query_one(Tick).is_on
        assert toasts(app) == []
        services.recorder.problem = None
        services.recorder.may_end.set()
        await typed(pilot, "a.snmprec")
        assert toasts(app) == [("Recorded", "30 objects in a.snmprec. It tells whose device it is.")]
        assert services.recorder.asked[-1] == (Path("a.snmprec"), ID, False)


@pytest.mark.parametrize(
    ("keys", "copied"),
    [(("enter",), "192.0.2.1"), (("j", "enter"), "SN0000001"), (("j", "j", "enter"), "lp1"), (("G", "enter"), None)],
)
async def test_address_serial_name_or_everything_is_copied(keys: tuple[str, ...], copied: str | None) -> None:
    app, _ = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "y", *keys)
        if copied is None:
            assert app.clipboard.startswith("device          lp1\n")
            assert "Black Toner Cartridge" in app.clipboard
        else:
            assert app.clipboard == copied


async def test_a_device_that_is_gone_offers_nothing_but_the_way_back() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        services.fleet.remove(ID)
        await paint(pilot)
        offered = {command.id for command, node in CommandProvider(app.screen).offers() if node is app.screen}
        assert offered == {"back", "more_days", "fewer_days", "next_part", "undo"}
        await press(pilot, "f", "n", "q")
        assert isinstance(app.screen, DevicesScreen)


async def test_every_act_is_offered_by_the_palette_when_there_is_use_for_it() -> None:
    held = Quarantine(since=NOW, until=NOW + timedelta(hours=1), reason="it restarted")
    app, services = started(one(quarantine=held), printer(2, "lp2", "HP", "M1", toners(9)))
    async with app.run_test() as pilot:
        await settle(pilot)
        services.fleet.put(replace(known(services), absorbed=(printer(3, "lp3", "HP", "M1", None),)))
        app.asking.add(ID)
        app.open_device(ID, [ID, "d0000000002"])
        await settle(pilot)
        offered = {command.id for command, _ in CommandProvider(app.screen).offers()}
        assert {command.id for command in commands_of(DETAILS)} <= offered
