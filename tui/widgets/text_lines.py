"""Several lines to type into."""

from textual.message import Message
from textual.widgets import TextArea

from tui.commands import LINES, bindings_of


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

    def action_save_lines(self) -> None:
        """Hand it on."""
        self.post_message(self.Saved(self.text))
