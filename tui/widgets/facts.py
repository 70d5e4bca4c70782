"""Facts as aligned pairs of label and value, in one or two columns as the width allows."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.widgets.columns import set_in_cell

Fact = tuple[str, str | Content | None]
"""Label and value; None: not offered by the device."""

TWO_COLUMNS = 100
"""Cells from which on two columns are used."""
LABEL_CELLS = 15
"""Least width of the labels, so that blocks of facts below each other stay aligned."""


class Facts(Widget):
    """Pairs that fill the width; long values go on in the next line."""

    def __init__(self, facts: Sequence[Fact] = (), *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._facts = tuple(facts)

    def show(self, facts: Sequence[Fact]) -> None:
        """Show these."""
        if tuple(facts) != self._facts:
            self._facts = tuple(facts)
            self.refresh(layout=True)

    def render(self) -> Content:
        """The lines of the present width."""
        return Content("\n").join(lay_out(self._facts, self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  (Textual's signature)
        """As many lines as the facts need."""
        return len(lay_out(self._facts, width))


def lay_out(facts: Sequence[Fact], width: int) -> list[Content]:
    """The lines of the facts, each of exactly `width` cells."""
    if not facts or width < 1:
        return []
    columns = 2 if width >= TWO_COLUMNS else 1
    each = (width - 2 * (columns - 1)) // columns
    label = max(LABEL_CELLS, *(len(name) + 2 for name, _ in facts))
    per_column = -(-len(facts) // columns)
    stacks = []
    for start in range(0, len(facts), per_column):
        lines: list[Content] = []
        for name, value in facts[start : start + per_column]:
            lines += _fact_lines(name, value, label, each)
        stacks.append(lines)
    height = max(len(stack) for stack in stacks)
    blank = Content(" " * each)
    filled = [stack + [blank] * (height - len(stack)) for stack in stacks]
    return [set_in_cell(Content("  ").join(row), width) for row in zip(*filled, strict=True)]


def _fact_lines(name: str, value: str | Content | None, label: int, width: int) -> list[Content]:
    if value is None or not str(value):
        value = Content.styled("not offered", "$muted")
    said = Content(value) if isinstance(value, str) else value
    room = max(1, width - label)
    lines = [line.truncate(room, ellipsis=True) for line in said.wrap(room)]
    heads = [Content.styled(name, "$muted")] + [Content("")] * (len(lines) - 1)
    return [
        Content.assemble(set_in_cell(head, label), set_in_cell(line, room))
        for head, line in zip(heads, lines, strict=True)
    ]
