"""Every question is left by keys, and says by which: as they are now."""

from collections.abc import Mapping

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from core.settings import Settings, UiSettings
from tests.tui.dialogs.questions import QUESTIONS
from tests.tui.fakes import FakeServices
from tests.tui.settling import paint, settle
from tui.app import SuppliesApp
from tui.dialogs.framed import Dialog
from tui.palette import CommandProvider
from tui.screens.help import HelpScreen
from tui.widgets.facts import Facts

WITH_A_FIELD = {"ask_lines", "ask_recording", "ask_schedule", "ask_text", "sweep_options"}
OTHERS = sorted(set(QUESTIONS) - WITH_A_FIELD)
FRAMES = {
    "ask_lines": "^s: save   esc: close",
    "at_work": "q or esc: stop",
    "choose": "q or esc: close",
    "choose_columns": "q or esc: close",
    "confirm": "y: yes   n: no   q or esc: close",
    "read_text": "q or esc: close",
    "sweep_summary": "r: run again   q or esc: close",
}
"""Of those that say more than that Escape closes them."""


def program(keys: Mapping[str, str] | None = None) -> SuppliesApp:
    return SuppliesApp(FakeServices(settings=Settings(ui=UiSettings(keys=dict(keys or {})))), environment={})


async def ask(pilot: Pilot[None], name: str) -> list[object]:
    """Ask, and hold what is answered."""
    answers: list[object] = []
    await settle(pilot)
    pilot.app.push_screen(QUESTIONS[name](), answers.append)
    await pilot.pause()
    await paint(pilot)
    return answers


def frame(app: SuppliesApp) -> str:
    return str(app.screen.query_one(".dialog-box").border_subtitle)


def explained(app: SuppliesApp) -> str:
    assert isinstance(app.screen, HelpScreen)
    return " ".join(" ".join(facts.render().plain for facts in app.screen.query(Facts)).split())


@pytest.mark.parametrize("name", QUESTIONS)
async def test_escape_leaves_every_question_without_an_answer_and_the_frame_says_so(name: str) -> None:
    app = program()
    async with app.run_test() as pilot:
        answers = await ask(pilot, name)
        assert frame(app) == FRAMES.get(name, "esc: close")
        await pilot.press("escape")
        await settle(pilot)
        assert answers == [None]


@pytest.mark.parametrize("name", OTHERS)
async def test_q_leaves_a_question_without_a_field(name: str) -> None:
    app = program()
    async with app.run_test() as pilot:
        answers = await ask(pilot, name)
        await pilot.press("q")
        await settle(pilot)
        assert answers == [None]


@pytest.mark.parametrize("name", sorted(WITH_A_FIELD))
async def test_no_letter_leaves_a_question_with_a_field_wherever_the_focus_is(name: str) -> None:
    app = program()
    async with app.run_test() as pilot:
        answers = await ask(pilot, name)
        for _ in app.screen.focus_chain:
            await pilot.press("q", "tab")
        await settle(pilot)
        assert answers == []
        assert "q" not in frame(app)


@pytest.mark.parametrize("name", QUESTIONS)
async def test_other_keys_of_the_settings_count_and_are_named(name: str) -> None:
    keys = {"close": "f10", "leave_question": "f11", "stop_work": "f10", "save_lines": "f12", "answer_yes": "f6"}
    app = program({**keys, "run_again": "f7", "toggle_column": "full_stop", "take_columns": "f8"})
    async with app.run_test() as pilot:
        answers = await ask(pilot, name)
        assert "esc" not in frame(app)
        assert "f10" in frame(app)
        assert {"ask_lines": "f12: save", "confirm": "f6: yes", "sweep_summary": "f7: run"}.get(name, "") in frame(app)
        said = " ".join(str(text.content) for text in app.screen.query(Static))
        assert name != "choose_columns" or ". shows or hides a column, J and K move it, f8 takes them all." in said
        await pilot.press("escape")
        await paint(pilot)
        assert answers == []
        await pilot.press("f10")
        await settle(pilot)
        assert answers == [None]


@pytest.mark.parametrize("name", QUESTIONS)
async def test_palette_and_help_have_the_commands_of_a_question_and_what_works_everywhere(name: str) -> None:
    app = program()
    async with app.run_test(size=(140, 60)) as pilot:
        await ask(pilot, name)
        offered = {command.id for command, _ in CommandProvider(app.screen).offers()}
        assert ({"close", "stop_work"} & offered) == {"stop_work" if name == "at_work" else "close"}
        assert ({"answer_yes", "answer_no"} <= offered) == (name == "confirm")
        await pilot.press("f1")
        await paint(pilot)
        said = explained(app)
        assert ("Close the question without an answer" in said) == (name != "at_work")
        assert ("q Close Close a question that has nothing" in said) == (name in OTHERS and name != "at_work")
        assert ("q esc Stop Stop the work" in said) == (name == "at_work")
        assert ("y Yes Do what is asked about." in said) == (name == "confirm")
        assert "^q Quit at once" in said
        assert "To the orders" not in said
        assert "Details Open the line" not in said
        await pilot.press("q")
        await paint(pilot)
        assert isinstance(app.screen, Dialog)
        await pilot.press("escape")
