from textual.widgets import Static

from tests.tui.fakes import FakeServices
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.dialogs.ask_text import AskText
from tui.widgets.field import Field


def too_long(text: str) -> str | None:
    return "too long" if len(text) > 3 else None


async def test_what_was_refused_stands_there_with_the_reason_until_it_is_changed() -> None:
    app = SuppliesApp(FakeServices(), environment={})
    answers: list[str | None] = []
    async with app.run_test() as pilot:
        await settle(pilot)
        app.push_screen(
            AskText("File", "Where to.", value="x/y", complaint=too_long, refused="x is no folder"), answers.append
        )
        await settle(pilot)
        said, field = app.screen.query_one("#complaint", Static), app.screen.query_one(Field)
        assert (field.value, field.has_focus, str(said.content)) == ("x/y", True, "x is no folder")
        await pilot.press("z")
        assert (field.value, str(said.content)) == ("x/yz", "too long")
        await pilot.press("left", "backspace")
        assert (field.value, str(said.content)) == ("x/z", "")
        await pilot.press("enter")
        await settle(pilot)
        assert answers == ["x/z"]


async def test_what_was_refused_may_be_tried_again_as_it_is() -> None:
    app = SuppliesApp(FakeServices(), environment={})
    answers: list[str | None] = []
    async with app.run_test() as pilot:
        await settle(pilot)
        app.push_screen(AskText("File", "Where to.", value="x/y", refused="x is no folder"), answers.append)
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert answers == ["x/y"]
