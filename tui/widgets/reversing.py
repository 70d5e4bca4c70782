"""Reversed lines, for terminals that show a cursor in no other way."""

from typing import TYPE_CHECKING

from textual.style import Style
from textual.widget import Widget

if TYPE_CHECKING:
    Mixed = Widget
else:
    Mixed = object  # Textual takes styles and component classes from the first base that is a widget


class Reversing(Mixed):
    """A widget whose component styles may be reversed; Textual 8.2.8 leaves that attribute out of them."""

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """Textual's, with the reversal that the stylesheet asks for."""
        style = super().get_visual_style(*component_classes, partial=partial)
        is_reversed = any(self.get_component_styles(name).text_style.reverse for name in component_classes)
        return style + Style(reverse=True) if is_reversed else style
