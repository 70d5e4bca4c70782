import pytest
from textual.events import Paste

from tests.tui.fakes import FakeServices
from tests.tui.printers import typical
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.dialogs.ask_text import AskText
from tui.screens.discovery import DiscoveryScreen
from tui.widgets.field import Field


async def test_several_lines_are_pasted_as_one_in_the_place_of_what_is_marked() -> None:
    app = SuppliesApp(FakeServices(), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        app.push_screen(AskText("Add printers", "Who.", value="old"))
        await settle(pilot)
        field = app.screen.query_one(Field)
        app.post_message(Paste("lp7\nlp8\r\nlp9\n"))
        await settle(pilot)
        assert (field.value, field.cursor_position) == ("lp7 lp8 lp9", 11)
        await pilot.press("home")
        app.post_message(Paste("lp5\tlp6\n"))
        await settle(pilot)
        assert field.value == "lp5 lp6lp7 lp8 lp9"
        app.post_message(Paste("\n"))
        await settle(pilot)
        assert field.value == "lp5 lp6lp7 lp8 lp9"


async def test_what_was_copied_in_the_program_is_pasted_as_one_line() -> None:
    app = SuppliesApp(FakeServices(), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        app.push_screen(AskText("Add printers", "Who."))
        await settle(pilot)
        app._clipboard = "lp7\nlp8"
        app.screen.query_one(Field).action_paste()
        assert app.screen.query_one(Field).value == "lp7 lp8"


@pytest.mark.parametrize("keys", [("slash",), ("d",), ("d", "escape", "slash")])
async def test_filters_and_targets_take_all_lines_too(keys: tuple[str, ...]) -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        assert isinstance(app.screen, DiscoveryScreen) == ("d" in keys)
        field = app.focused
        assert isinstance(field, Field)
        field.value = ""
        app.post_message(Paste("10.1.2.0/24\n10.1.3.5\n"))
        await settle(pilot)
        assert field.value == "10.1.2.0/24 10.1.3.5"
