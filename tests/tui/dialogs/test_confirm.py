import pytest

from core.settings import Settings, UiSettings
from tests.tui.fakes import FakeServices
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.dialogs.confirm import Confirm


async def answered(*keys: str, **remapped: str) -> list[bool | None]:
    app = SuppliesApp(FakeServices(settings=Settings(ui=UiSettings(keys=remapped))), environment={})
    answers: list[bool | None] = []
    async with app.run_test() as pilot:
        await settle(pilot)
        app.push_screen(Confirm("Remove 3 devices", "Forget them.", yes="Remove"), answers.append)
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
    return answers


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("y",), True),
        (("n",), False),
        (("enter",), False),
        (("shift+tab", "enter"), True),
    ],
)
async def test_it_is_answered_by_letter_or_button(keys: tuple[str, ...], answer: bool) -> None:
    """The safe answer has the focus."""
    assert await answered(*keys) == [answer]


async def test_other_keys_answer_it_when_the_settings_say_so() -> None:
    assert await answered("y", "n", answer_yes="j", answer_no="f9") == []
    assert await answered("j", answer_yes="j") == [True]
    assert await answered("f9", answer_no="f9") == [False]
