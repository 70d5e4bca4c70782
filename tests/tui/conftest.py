"""A frozen terminal: nothing blinks, waits, or depends on where the tests run."""

import time
from collections.abc import Iterator

import pytest
from textual.widgets import Input

from tui.calm_app import CalmApp
from tui.widgets import target_form


@pytest.fixture(autouse=True)
def _frozen_terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing blinks, waits or depends on where the tests run."""
    monkeypatch.setattr(Input, "_toggle_cursor", lambda self: None)
    monkeypatch.setattr(target_form, "TYPING_SECONDS", 0)
    monkeypatch.setattr(CalmApp, "BUGS_BORNE", 0)  # a bug ends the program, and fails the test
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    yield
    monkeypatch.undo()
    time.tzset()
