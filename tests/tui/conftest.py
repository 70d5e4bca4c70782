"""A frozen terminal: nothing blinks, waits, or depends on the environment."""

import pytest
from textual.widgets import Input

from tui.calm_app import CalmApp
from tui.widgets import target_form


@pytest.fixture(autouse=True)
def _frozen_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing blinks or waits, and no bug is borne."""
    monkeypatch.setattr(Input, "_toggle_cursor", lambda self: None)
    monkeypatch.setattr(target_form, "TYPING_SECONDS", 0)
    monkeypatch.setattr(CalmApp, "BUGS_BORNE", 0)  # a bug ends the program, and fails the test
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
