"""A Textual app that draws at the pace of its terminal: only what has changed, and not ahead of what it takes."""

from typing import Any, cast

from rich.console import RenderableType
from textual._compositor import ChopsUpdate, CompositorUpdate
from textual.app import App
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.timer import Timer

from tui.calm_driver import CalmDriver, RemoteDriver
from tui.cropped_update import cropped

REST_SECONDS = 0.15
"""How long a terminal must keep its size over SSH until it is drawn at it."""
CATCH_UP_SECONDS = 0.05
"""How often a terminal that is behind is looked at."""
MOST_OWED = 500
"""Regions that are owed apart; beyond that it is the whole screen."""


class PacedApp(App[None]):
    """Owes a terminal that is behind what it would not take, and paints it as it is once it has caught up.

    Args:
        is_remote: whether the line is slow.
        ansi_color: as Textual has it.
    """

    def __init__(self, *, is_remote: bool, ansi_color: bool | None) -> None:
        super().__init__(driver_class=RemoteDriver if is_remote else CalmDriver, ansi_color=ansi_color)
        self._is_remote = is_remote
        self._is_up = False
        self._rested_size: Size | None = None
        self._owed: list[Region] | None = []
        self._paying: Timer | None = None

    def on_ready(self) -> None:
        """The first screen stands: from now on there is something to go on with."""
        self._is_up = True

    def paint_anew(self) -> None:
        """Paint the whole screen: the terminal may show anything."""
        if self._is_up and self.screen_stack:
            self.screen.refresh()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Write what has changed, and not the cells to the left of it."""
        update: object = cropped(renderable)
        if isinstance(update, CompositorUpdate) and not self._batch_count and self._is_behind:
            self._owe(update)
        else:
            super()._display(screen, cast("RenderableType | None", update))

    @property
    def _is_behind(self) -> bool:
        return isinstance(self._driver, CalmDriver) and self._driver.is_behind

    def _owe(self, update: CompositorUpdate) -> None:
        """Remember which cells a terminal that is behind shows wrongly."""
        if self._owed is not None and isinstance(update, ChopsUpdate) and len(self._owed) < MOST_OWED:
            self._owed += [Region(first, y, behind - first, 1) for y, first, behind in update.spans]
        else:
            self._owed = None
        if self._paying is None:
            self._paying = self.set_interval(CATCH_UP_SECONDS, self._pay)

    def _pay(self) -> None:
        """Paint what is owed as it is now, when the terminal has taken what came before."""
        if self._is_behind:
            return
        if self._paying is not None:
            self._paying.stop()
        self._paying = None
        owed, self._owed = self._owed, []
        has_lost = isinstance(self._driver, CalmDriver) and self._driver.take_lost()
        if owed is None or has_lost:
            self.paint_anew()
        elif owed:
            self.screen.refresh(*owed)

    def _check_resize(self) -> None:
        """Draw at a new size; over SSH when it has rested, as a window that is pulled at has many sizes a second.

        A terminal that has its old size again has lost what did not fit meanwhile.
        """
        if self._is_remote and self._is_up and self.size != self._rested_size:
            self._rested_size = self.size
            self._resize_timer = self.set_timer(REST_SECONDS, self._check_resize)
            return
        event = self._resize_event
        is_back = self._is_up and event is not None and event.size == self.screen.size
        super()._check_resize()
        if is_back:
            self.paint_anew()
