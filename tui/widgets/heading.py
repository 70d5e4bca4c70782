"""A row of a list that is drawn as one line across all columns (pure)."""

from abc import ABC, abstractmethod

from textual.content import Content


class Heading(ABC):
    """The head of a group, say; an immutable value like every row, and the cursor stops at it like at every row."""

    __slots__ = ()

    @abstractmethod
    def draw(self, width: int) -> Content:
        """The line at a width; what is longer is cut with an ellipsis."""
