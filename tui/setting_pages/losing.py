"""What goes with a change of the settings that cannot be taken back by a key (pure)."""

from core.settings.changing import value_at
from tui.setting_edits import Act, Drop, Write
from tui.setting_pages.state import SettingsState

FEW = 1
"""So many entries of a list may go without a question: one is typed again."""


def lost_words(state: SettingsState, act: Act | None) -> str | None:
    """What is lost by it, as a sentence to be asked; None where that is little."""
    if isinstance(act, Drop):
        entry = value_at(state.settings, act.path)
        count = len(entry) if isinstance(entry, dict | list | tuple) else 0
        return "Everything set for it goes." if count > FEW else None
    if isinstance(act, Write) and act.value is None:
        before = value_at(state.settings, act.path)
        if isinstance(before, list | tuple | dict) and len(before) > FEW:
            return f"Its {len(before)} entries go."
    return None
