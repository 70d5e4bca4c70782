"""A Textual app whose memory stays what its screens need, however many of them were opened and closed."""

import math

from textual._styles_cache import StylesCache
from textual.await_complete import AwaitComplete
from textual.events import Event, InputEvent

from core.heap import is_untidy, settle_heap, tidy_heap
from tui.calm_app import CalmApp

TIDY_SECONDS = 1.0
"""How often it is looked whether memory can be freed."""
IDLE_SECONDS = 1.0
"""For how long nothing must have been typed then."""
MANY_CLOSED = 8
"""Closed screens, each a megabyte that refers to itself, that are worth a look of the collector."""


class TidyApp(CalmApp):
    """Frees what closed screens leave behind while nobody is at the keys."""

    _closed_screens = 0
    _input_at: float | None = None

    def on_mount(self) -> None:
        """Begin."""
        if not self.is_headless:  # a test's program must become garbage
            self.call_after_refresh(settle_heap)  # the rows are made
            self.set_interval(TIDY_SECONDS, self.tidy)

    @property
    def idle_seconds(self) -> float:
        """For how long nothing was typed or clicked; infinite since the start."""
        return math.inf if self._input_at is None else self.clock.monotonic() - self._input_at

    async def on_event(self, event: Event) -> None:
        """Notice when the admin did something last."""
        if isinstance(event, InputEvent):
            self._input_at = self.clock.monotonic()
        await super().on_event(event)

    def pop_screen(self) -> AwaitComplete:
        """Count it."""
        self._closed_screens += 1
        return super().pop_screen()

    def tidy(self) -> None:
        """Free memory, if there may be much to free and nothing was typed just now."""
        if self.idle_seconds >= IDLE_SECONDS and (self._closed_screens >= MANY_CLOSED or is_untidy()):
            self._closed_screens = 0
            forget_drawn()
            tidy_heap()


def forget_drawn() -> None:
    """Let go of the lines of widgets that are gone.

    Textual caches one function of its line caches with the line cache itself as a part of the key: the last 1,024
    widgets, of however many screens, would stay with all that they have drawn (60 MB after ten minutes of use).
    """
    StylesCache.get_inner_outer.cache_clear()
