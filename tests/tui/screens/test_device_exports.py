from pathlib import Path

import pytest
from textual.widgets import Input, Static

from core.errors import StoreError, UsageError
from tests.tui.devices_screen import screen, started, toasts
from tests.tui.printers import typical
from tests.tui.settling import settle
from tui.dialogs.ask_text import AskText
from tui.dialogs.confirm import Confirm
from tui.screens.device_exports import Wanted
from tui.screens.devices import DevicesScreen

USUAL = ["state", "device", "model", "supplies", "alerts", "location", "age"]


async def test_the_file_is_asked_for_and_what_is_shown_is_written() -> None:
    app, services = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash", *"loc:h", "enter", "e")
        await settle(pilot)
        assert isinstance(app.screen, AskText)
        assert app.screen.query_one(Input).value == "./supplies-20260304-120000.csv"
        await pilot.press("enter")
        await settle(pilot)
        assert services.files == {"supplies-20260304-120000.csv": ["d0000000012", "d000000000e", *USUAL]}
        assert toasts(app) == [f"2 devices exported: {Path('supplies-20260304-120000.csv').absolute()}"]


async def test_folded_groups_are_written_too_in_the_order_of_the_list() -> None:
    app, services = started(typical(), group="model", sort="device", columns=("device", "pages"))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("2", "z", "e")
        await settle(pilot)
        app.screen.query_one(Input).value = "/tmp/low.json"
        await pilot.press("enter")
        await settle(pilot)
        ids = [f"d{number:010x}" for number in (16, 11, 15, 13, 18)]
        assert services.files == {"/tmp/low.json": [*ids, "state", "device", "pages"]}


async def test_a_home_folder_may_be_written_as_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/admin")
    app, services = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        app.screen.query_one(Input).value = " ~/x.csv "
        await pilot.press("enter")
        await settle(pilot)
        assert list(services.files) == ["/home/admin/x.csv"]


async def test_another_ending_is_refused_while_it_is_typed() -> None:
    app, services = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        await pilot.press("backspace", "enter")
        await settle(pilot)
        assert isinstance(app.screen, AskText)
        assert "the ending must be .csv or .json" in str(app.screen.query_one("#complaint", Static).content)
        await pilot.press("escape")
        assert services.files == {}


@pytest.mark.parametrize(("key", "is_replaced"), [("y", True), ("n", False), ("escape", False)])
async def test_a_file_that_is_there_is_replaced_only_when_that_is_meant(key: str, is_replaced: bool) -> None:
    app, services = started(typical())
    services.files["supplies-20260304-120000.csv"] = ["old"]
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, Confirm)
        await pilot.press(key)
        await settle(pilot)
        if key == "n":  # for another name
            assert isinstance(app.screen, AskText)
            assert app.screen.query_one(Input).value == "./supplies-20260304-120000.csv"
        else:
            assert isinstance(app.screen, DevicesScreen)
        assert (services.files["supplies-20260304-120000.csv"] != ["old"]) is is_replaced
        assert len(toasts(app)) == is_replaced


@pytest.mark.parametrize("name", [" ~/nowhere/x.csv", "~nobody-of-that-name/x.csv"])
async def test_a_file_that_cannot_be_written_is_asked_for_again_with_what_was_typed(name: str) -> None:
    app, services = started(typical())
    services.export_problem = UsageError("/home/admin/nowhere is no folder", "name a file in a folder that is there")
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash", *"loc:h", "enter", "e")
        await settle(pilot)
        app.screen.query_one(Input).value = name
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, AskText)
        field = app.screen.query_one(Input)
        assert (field.value, field.has_focus) == (name, True)
        refused = "~nobody-of-that-name/x.csv: no such home folder: write the folder in full"
        if not name.startswith("~nobody"):
            refused = "/home/admin/nowhere is no folder: name a file in a folder that is there"
        assert str(app.screen.query_one("#complaint", Static).content) == refused
        assert toasts(app) == []
        services.export_problem = None
        field.value = "/tmp/x.csv"
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert services.files == {"/tmp/x.csv": ["d0000000012", "d000000000e", *USUAL]}
        assert screen(app).is_current


async def test_a_file_that_cannot_be_replaced_is_asked_for_again_too() -> None:
    app, services = started(typical())
    services.files["supplies-20260304-120000.csv"] = ["old"]
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        services.export_problem = StoreError("x.csv: No space left on device", "choose a place that you may write")
        await pilot.press("y")
        await settle(pilot)
        assert app.screen.query_one(Input).value == "./supplies-20260304-120000.csv"
        said = str(app.screen.query_one("#complaint", Static).content)
        assert said == "x.csv: No space left on device: choose a place that you may write"


async def test_what_goes_wrong_while_something_else_is_done_is_told_with_its_hint() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        problem = StoreError("/x.csv: No space left on device", "choose a place that you may write")
        shown = app.screen
        devices = next(one for one in app.get_screen_stack("devices") if isinstance(one, DevicesScreen))
        devices.post_message(devices.Exported(Wanted("/x.csv", (), ()), is_written=False, problem=problem))
        await settle(pilot)
        assert toasts(app) == ["/x.csv: No space left on device: choose a place that you may write"]
        assert app.screen is shown
