"""Several lines to type into."""

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from tui.commands import LINES, bindings_of
from tui.pasted import as_lines


class Lines(TextArea):
    """Textual's text area with saving declared as a command; Tab leaves it."""

    SCOPE = LINES
    BINDINGS = bindings_of(LINES)

    class Saved(Message):
        """What is typed is to be kept."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, text: str = "", *, id: str) -> None:  # noqa: A002  (Textual's name)
        super().__init__(text, id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, compact=True)
        self.cursor_blink = False

    async def _on_paste(self, event: events.Paste) -> None:
        """Paste from the terminal; Textual's own handler, which is called next, takes what can be seen of it."""
        event.text = as_lines(event.text)

    def action_save_lines(self) -> None:
        """Hand it on."""
        self.post_message(self.Saved(self.text))
