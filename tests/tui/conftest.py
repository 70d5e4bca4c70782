"""A frozen terminal: nothing blinks, waits, or depends on where the tests run."""

import pytest
from textual.widgets import Input

from tui.screens import discovery as discovery_screen


@pytest.fixture(autouse=True)
def _frozen_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing blinks, waits or depends on where the tests run."""
    monkeypatch.setattr(Input, "_toggle_cursor", lambda self: None)
    monkeypatch.setattr(discovery_screen, "TYPING_SECONDS", 0)
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
