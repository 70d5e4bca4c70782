from textual.events import Paste
from textual.widgets import Static

from core.admin_edits import checked_notes
from tests.tui.fakes import FakeServices
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.dialogs.ask_lines import AskLines
from tui.dialogs.complaints import complaint_by
from tui.widgets.text_lines import Lines


class Answer:
    """What the dialog gave."""

    def __init__(self) -> None:
        self.is_open = True
        self.text: str | None = None

    def take(self, text: str | None) -> None:
        self.is_open, self.text = False, text


def complaint(text: str) -> str | None:
    return "Too long." if len(text) > 12 else None


async def test_lines_are_typed_and_saved_by_key_or_button() -> None:
    app, answer = SuppliesApp(FakeServices(), environment={}), Answer()
    async with app.run_test() as pilot:
        await settle(pilot)
        app.push_screen(AskLines("Notes", "What for.", value="key", complaint=complaint), answer.take)
        await settle(pilot)
        await pilot.press(*"s", "enter", *"lee")
        assert app.screen.query_one(Lines).text == "keys\nlee"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert answer.text == "keys\nlee"
        app.push_screen(AskLines("Notes", "What for.", value="key"), answer.take)
        await settle(pilot)
        await pilot.press("!", "tab", "enter")
        await settle(pilot)
        assert answer.text == "key!"


async def test_escape_and_cancel_give_no_answer() -> None:
    app = SuppliesApp(FakeServices(), environment={})
    async with app.run_test() as pilot:
        for keys in (("escape",), ("tab", "tab", "enter")):
            answer = Answer()
            await settle(pilot)
            app.push_screen(AskLines("Notes", "What for."), answer.take)
            await settle(pilot)
            await pilot.press("x", *keys)
            await settle(pilot)
            assert (answer.is_open, answer.text) == (False, None)


async def test_what_is_wrong_is_said_and_not_taken() -> None:
    app, answer = SuppliesApp(FakeServices(), environment={}), Answer()
    async with app.run_test() as pilot:
        await settle(pilot)
        app.push_screen(AskLines("Notes", "What for.", value="0123456789", complaint=complaint), answer.take)
        await settle(pilot)
        await pilot.press(*"abc", "ctrl+s")
        await settle(pilot)
        assert answer.is_open
        assert str(app.screen.query_one("#complaint", Static).content) == "Too long."
        await pilot.press("backspace", "ctrl+s")
        await settle(pilot)
        assert answer.text == "0123456789ab"


async def test_control_characters_are_left_out_of_what_is_pasted() -> None:
    app, answer = SuppliesApp(FakeServices(), environment={}), Answer()
    async with app.run_test() as pilot:
        await settle(pilot)
        app.push_screen(AskLines("Notes", "What for.", complaint=complaint_by(checked_notes)), answer.take)
        await settle(pilot)
        app.post_message(Paste("key\x07\r\n\tat Lee's\x00"))
        await settle(pilot)
        assert str(app.screen.query_one("#complaint", Static).content) == ""
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert answer.text == "key\n\tat Lee's"
