"""Short pieces one after the other, a new line where the next one does not fit: no piece is torn apart."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.widgets.columns import set_in_cell

GAP = "   "
"""Between two pieces of a line."""


class Flow(Widget):
    """As many lines as its pieces need."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._pieces: tuple[Content, ...] = ()

    def show(self, pieces: Sequence[Content]) -> None:
        """Show these."""
        if tuple(pieces) != self._pieces:
            self._pieces = tuple(pieces)
            self.refresh(layout=True)

    def render(self) -> Content:
        """The lines at the present width."""
        return Content("\n").join(flowed(self._pieces, self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  (Textual's signature)
        """A line each."""
        return len(flowed(self._pieces, width))


def flowed(pieces: Sequence[Content], width: int) -> list[Content]:
    """The lines; a piece that is wider than a line is cut with an ellipsis."""
    lines: list[Content] = []
    for piece in pieces:
        if lines and lines[-1].cell_length + len(GAP) + piece.cell_length <= width:
            lines[-1] = Content.assemble(lines[-1], GAP, piece)
        else:
            lines.append(piece)
    return [set_in_cell(line, width) for line in lines]
