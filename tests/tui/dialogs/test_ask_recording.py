from textual.widgets import Static

from tests.tui.fakes import FakeServices
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.dialogs.ask_recording import AskRecording, Wanted
from tui.widgets.field import Field
from tui.widgets.tick import Tick

FIRST = Wanted("a.snmprec", is_redacted=True)


async def answered(*keys: str, first: Wanted = FIRST) -> list[Wanted | None]:
    app = SuppliesApp(FakeServices(), environment={})
    answers: list[Wanted | None] = []
    async with app.run_test() as pilot:
        await settle(pilot)
        app.push_screen(AskRecording(first), answers.append)
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
    return answers


async def test_a_recording_is_redacted_unless_the_box_is_cleared() -> None:
    assert await answered("enter") == [FIRST]
    assert await answered("tab", "space", "shift+tab", "enter") == [FIRST._replace(is_redacted=False)]
    assert await answered("tab", "space", "enter", "shift+tab", "enter") == [FIRST]
    assert await answered("escape") == [None]


async def test_the_box_says_what_it_is_without_a_color() -> None:
    app = SuppliesApp(FakeServices(), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        app.push_screen(AskRecording(FIRST))
        await settle(pilot)
        tick = app.screen.query_one(Tick)
        assert tick.render().plain.startswith("[x] Redact")
        await pilot.click(Tick)
        assert tick.render().plain.startswith("[ ] Redact")


async def test_no_name_is_refused_in_words() -> None:
    app = SuppliesApp(FakeServices(), environment={})
    answers: list[Wanted | None] = []
    async with app.run_test() as pilot:
        await settle(pilot)
        app.push_screen(AskRecording(FIRST), answers.append)
        await settle(pilot)
        app.screen.query_one(Field).value = "  "
        await settle(pilot)
        await pilot.press("enter")
        assert str(app.screen.query_one("#complaint", Static).content) == "a file wants a name"
        assert answers == []


async def test_a_name_that_was_refused_is_mended_and_the_box_is_as_it_was() -> None:
    app = SuppliesApp(FakeServices(), environment={})
    answers: list[Wanted | None] = []
    async with app.run_test() as pilot:
        await settle(pilot)
        refused = "/nowhere/a.snmprec: No such file or directory"
        app.push_screen(AskRecording(Wanted("/nowhere/a.snmprec", is_redacted=False), refused=refused), answers.append)
        await settle(pilot)
        said, field = app.screen.query_one("#complaint", Static), app.screen.query_one(Field)
        assert str(said.content) == refused
        assert field.has_focus
        await pilot.press("x")
        assert str(said.content) == ""
        await pilot.press("backspace")
        assert str(said.content) == refused
        await pilot.press(*["backspace"] * len(".snmprec"), "enter")
        await settle(pilot)
        assert answers == [Wanted("/nowhere/a", is_redacted=False)]
