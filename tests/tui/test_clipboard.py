import base64

import pytest

from tests.tui.fakes import FakeServices
from tests.tui.printers import typical
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.clipboard import MOST_BYTES, MOST_SCREEN_BYTES, NOTES, SHOWN_CHARACTERS, beginning, copy, most_bytes

TMUX, SCREEN = {"TMUX": "/tmp/tmux-0/default,1,0"}, {"STY": "7.pts-0.srv1"}


def toasts(app: SuppliesApp) -> list[tuple[str, str]]:
    return [(toast.title, toast.message) for toast in app._notifications]


def started(environment: dict[str, str] | None = None) -> SuppliesApp:
    return SuppliesApp(FakeServices(typical()), environment=environment or {})


async def test_what_was_copied_is_always_shown_too() -> None:
    app = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        copy(app, "192.0.2.11", "Address copied")
        await pilot.pause()
        assert app.clipboard == "192.0.2.11"
        assert toasts(app) == [("Address copied", "192.0.2.11")]


async def test_the_most_fits_into_a_hundred_thousand_bytes_of_sequence() -> None:
    assert len(base64.b64encode(b"x" * MOST_BYTES)) + len("\x1b]52;c;\a") == 100_000
    app = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        copy(app, "x" * MOST_BYTES)
        assert len(app.clipboard) == MOST_BYTES


async def test_what_is_too_long_is_not_sent_and_says_what_to_do() -> None:
    app = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        copy(app, "ü" * (MOST_BYTES // 2 + 1))
        await pilot.pause()
        assert app.clipboard == ""
        ((title, words),) = toasts(app)
        assert title == "Too long to copy: 75.0 kB"
        assert words.startswith("üüü")
        assert words.endswith("Terminals take 75.0 kB: copy fewer lines, or print them: `supplies devices`.")


@pytest.mark.parametrize(("environment", "multiplexer"), [(TMUX, "tmux"), (SCREEN, "screen")])
async def test_what_stands_between_is_told_once(environment: dict[str, str], multiplexer: str) -> None:
    app = started(environment)
    async with app.run_test() as pilot:
        await settle(pilot)
        copy(app, "one")
        copy(app, "two")
        await pilot.pause()
        assert [words for _, words in toasts(app)] == [f"one\n{NOTES[multiplexer]}", "two"]


def test_screen_takes_less() -> None:
    assert len(base64.b64encode(b"x" * MOST_SCREEN_BYTES)) + len("\x1b]52;c;\a") <= 768
    assert [most_bytes(name) for name in (None, "tmux", "screen")] == [MOST_BYTES, MOST_BYTES, MOST_SCREEN_BYTES]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("192.0.2.1\n", "192.0.2.1"),
        ("a\nb\nc", "a, b, c"),
        ("a\nb\nc\nd\ne", "a, b, c and 2 more"),
        ("x" * 200, "x" * (SHOWN_CHARACTERS - 1) + "…"),
        ("x" * 200 + "\ny", "x" * (SHOWN_CHARACTERS - 1) + "… (2 lines)"),
    ],
)
def test_a_toast_shows_how_it_begins(text: str, shown: str) -> None:
    assert beginning(text) == shown
