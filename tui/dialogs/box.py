"""The frame of a question: where the terminal is too low for all of it, the part that scrolls gives way."""

from textual.containers import ScrollableContainer, Vertical
from textual.geometry import Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.layouts.vertical import VerticalLayout
from textual.scroll_view import ScrollView
from textual.widget import Widget

LEAST_LINES = 3
"""As low a part, a field for one, gives no lines though it scrolls."""


class GivingWay(VerticalLayout):
    """One below the other; Textual's own lets the last ones, the buttons, drop out of a box that is too low."""

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Lay them out; without a height, as for measuring, each is as high as it would be."""
        placements = super().arrange(parent, children, size, greedy)
        if not placements or not size.height:
            return placements
        excess = placements[-1].region.bottom + placements[-1].margin.bottom - size.height
        return placements if excess <= 0 else _shortened(placements, excess)


class DialogBox(Vertical):
    """The frame."""

    _giving_way = GivingWay()

    @property
    def layout(self) -> Layout:
        """One below the other."""
        return self._giving_way


def _shortened(placements: list[WidgetPlacement], excess: int) -> list[WidgetPlacement]:
    """The highest part that scrolls gives the lines that are missing; where none does, the highest one."""
    place = max(range(len(placements)), key=lambda place: _willing(placements[place]))
    region = placements[place].region
    missing = min(excess, region.height - 1)
    return [
        *placements[:place],
        placements[place]._replace(region=region.crop_size((region.width, region.height - missing))),
        *(each._replace(region=each.region.translate((0, -missing))) for each in placements[place + 1 :]),
    ]


def _willing(placement: WidgetPlacement) -> tuple[bool, int]:
    can_scroll = isinstance(placement.widget, (ScrollView, ScrollableContainer))
    return can_scroll and placement.region.height > LEAST_LINES, placement.region.height
