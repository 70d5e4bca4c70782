import io
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout

import pytest

from tui.cli.console import Console


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def thirty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("TERM", "xterm")


@contextmanager
def on_terminal() -> Iterator[Terminal]:
    """Both streams are one terminal."""
    stream = Terminal()
    with redirect_stdout(stream), redirect_stderr(stream):
        yield stream


def test_progress_gives_way_to_every_other_line() -> None:
    with on_terminal() as terminal:
        console = Console()
        console.progress("1 of 2")
        console.progress("1 of 2")
        console.say("found")
        console.progress("2 of 2")
        console.complain("done")
        console.finish()
    assert terminal.getvalue() == "\r\x1b[K1 of 2\r\x1b[Kfound\n\r\x1b[K2 of 2\r\x1b[Ksupplies: done\n"


def test_progress_never_wraps_and_is_erased_at_the_end() -> None:
    with on_terminal() as terminal:
        console = Console()
        console.progress("x" * 100)
        console.finish()
    assert terminal.getvalue() == f"\r\x1b[K{'x' * 29}\r\x1b[K"


def test_a_terminal_that_cannot_erase_has_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with on_terminal() as terminal:
        Console().progress("1 of 2")
    assert terminal.getvalue() == ""


def test_a_line_told_without_end_is_told_once_and_again_after_another() -> None:
    with on_terminal() as terminal:
        console = Console()
        for text in ("full", "full", "other", "full"):
            console.complain(text)
    assert terminal.getvalue().split() == ["supplies:", "full", "supplies:", "other", "supplies:", "full"]


def test_the_reason_of_the_end_is_not_told_twice() -> None:
    with on_terminal() as terminal:
        console = Console()
        console.complain("full")
        console.complain("other")
        console.complain_last("full")
    assert terminal.getvalue() == "supplies: full\nsupplies: other\n"


def test_what_is_told_cannot_drive_the_terminal() -> None:
    with on_terminal() as terminal:
        Console().complain("a\x1b[2J\nb")
    assert terminal.getvalue() == "supplies: a[2J b\n"
