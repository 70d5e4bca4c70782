"""Copying to the clipboard of the person's own machine, over SSH too: by the terminal's sequence OSC 52.

Nothing answers whether it worked, so the toast always shows what was copied. What stands in between has limits: tmux
and screen hand the sequence on only where they are told to, and terminals drop a whole sequence that is too long.
"""

from collections.abc import Sequence

from tui.ages import byte_words
from tui.calm_app import CalmApp

MOST_BYTES = 74_994
"""Of UTF-8. The least of the limits of the terminals in use, 100,000 bytes of sequence, holds so many in base64."""
MOST_SCREEN_BYTES = 564
"""The same inside GNU screen, whose strings end at 768 bytes."""
SHOWN_CHARACTERS = 120
"""Of the text, in the toast."""

NOTES = {
    "tmux": "Inside tmux it arrives only with `set -g set-clipboard on` in tmux.conf.",
    "screen": "Inside screen it arrives only where screen hands it on; tmux can.",
}
"""Multiplexer -> what to know of it, told once a session."""


def copy(app: CalmApp, text: str, what: str = "Copied") -> None:
    """Copy a text, or say why not; either way a toast shows how it begins.

    Args:
        app: whose terminal.
        text: what to copy.
        what: the toast's title, e.g. "3 addresses copied".
    """
    size, most = len(text.encode()), most_bytes(app.traits.multiplexer)
    if size > most:
        hint = "copy fewer lines, or print them: `supplies devices`"
        words = f"{beginning(text)}\nTerminals take {byte_words(most)}: {hint}."
        app.notify(words, title=f"Too long to copy: {byte_words(size)}", severity="warning", markup=False)
        return
    app.copy_to_clipboard(text)
    note = NOTES.get(app.traits.multiplexer or "")
    is_new = note is not None and not app.has_told_of_clipboard
    app.has_told_of_clipboard = True
    app.notify(f"{beginning(text)}\n{note}" if is_new else beginning(text), title=what, markup=False)


def copy_addresses(app: CalmApp, devices: Sequence[tuple[str, str]]) -> None:
    """Copy the addresses of some lines, one a line.

    Args:
        app: whose terminal.
        devices: address and name of each.
    """
    if len(devices) == 1:
        copy(app, devices[0][0], f"Address of {devices[0][1]} copied")
    elif devices:
        copy(app, "\n".join(address for address, _ in devices), f"{len(devices):,} addresses copied")


def most_bytes(multiplexer: str | None) -> int:
    """The most that arrives through a multiplexer, or without one."""
    return MOST_SCREEN_BYTES if multiplexer == "screen" else MOST_BYTES


def beginning(text: str) -> str:
    """How a text begins, in a line or two, and how many lines it has where they are more."""
    lines = text.strip("\n").split("\n")
    shown = ", ".join(lines[:3])
    if len(shown) > SHOWN_CHARACTERS:
        return f"{shown[: SHOWN_CHARACTERS - 1]}…" + (f" ({len(lines)} lines)" if len(lines) > 1 else "")
    return f"{shown} and {len(lines) - 3} more" if len(lines) > 3 else shown
