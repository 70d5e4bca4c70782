from pathlib import Path

from textual.widgets import Static

from tests.tui.fakes import FakeServices
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.dialogs.ask_recording import AskRecording, Wanted
from tui.widgets.field import Field
from tui.widgets.tick import Tick


async def answered(*keys: str, name: str = "a.snmprec") -> list[Wanted | None]:
    app = SuppliesApp(FakeServices(), environment={})
    answers: list[Wanted | None] = []
    async with app.run_test() as pilot:
        await settle(pilot)
        app.push_screen(AskRecording(name), answers.append)
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
    return answers


async def test_a_recording_is_redacted_unless_the_box_is_cleared() -> None:
    assert await answered("enter") == [Wanted(Path("a.snmprec"), is_redacted=True)]
    assert await answered("tab", "space", "shift+tab", "enter") == [Wanted(Path("a.snmprec"), is_redacted=False)]
    assert await answered("tab", "space", "enter", "shift+tab", "enter") == [
        Wanted(Path("a.snmprec"), is_redacted=True)
    ]
    assert await answered("escape") == [None]


async def test_the_box_says_what_it_is_without_a_color() -> None:
    app = SuppliesApp(FakeServices(), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        app.push_screen(AskRecording("a.snmprec"))
        await settle(pilot)
        tick = app.screen.query_one(Tick)
        assert tick.render().plain.startswith("[x] Redact")
        await pilot.click(Tick)
        assert tick.render().plain.startswith("[ ] Redact")


async def test_a_name_that_is_taken_or_none_is_refused_in_words(tmp_path: Path) -> None:
    taken = tmp_path / "taken.snmprec"
    taken.write_text("x")
    app = SuppliesApp(FakeServices(), environment={})
    answers: list[Wanted | None] = []
    async with app.run_test() as pilot:
        await settle(pilot)
        app.push_screen(AskRecording(str(taken)), answers.append)
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        said = app.screen.query_one("#complaint", Static)
        assert "exists already" in str(said.content)
        app.screen.query_one(Field).value = "  "
        await settle(pilot)
        await pilot.press("enter")
        assert str(said.content) == "A file wants a name."
        assert answers == []
