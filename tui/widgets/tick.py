"""A mark to set or to take away: "[x] Redact"."""

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.commands import TICK, bindings_of


class Tick(Widget, can_focus=True):
    """One line with a box before it; what it says does not hang on a color.

    Args:
        text: what is on while the box is ticked.
        is_on: at first.
    """

    SCOPE = TICK
    BINDINGS = bindings_of(TICK)

    def __init__(self, text: str, *, is_on: bool, id: str) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._text = text
        self.is_on = is_on
        """Whether the box is ticked."""

    def render(self) -> Content:
        """The box and the text."""
        return Content.assemble((f"[{'x' if self.is_on else ' '}] ", "bold $primary"), self._text)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  (Textual's signature)
        """As many lines as the text needs."""
        return len(self.render().wrap(max(1, width)))

    def action_toggle_tick(self) -> None:
        """Tick it, or no longer."""
        self.is_on = not self.is_on
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """The same by mouse."""
        event.stop()
        self.action_toggle_tick()
