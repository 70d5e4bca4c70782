"""From the core to the screens: many changes become few signals, so that slow lines and slow terminals keep up."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.signal import Signal
from textual.timer import Timer

from core.fleet import Change

if TYPE_CHECKING:
    from tui.working_app import WorkingApp

LOCAL_SECONDS = 0.25
"""Least time between two repaints in a local terminal."""
SSH_SECONDS = 1.0
"""The same over SSH."""


class Bridge:
    """Collects what changed and publishes it at most once an interval.

    The first change after a quiet time is published at once.

    Args:
        app: owns the signals; its timers are used.
        interval: seconds between two publications.
        prepare: told the ids of the devices before any screen is.
    """

    def __init__(self, app: "WorkingApp", interval: float, prepare: Callable[[frozenset[str]], None]) -> None:
        self._app = app
        self._prepare = prepare
        self.interval = interval
        """Seconds between two publications."""
        self._ids: set[str] = set()
        self._has_sweep_news = False
        self._has_frame_news = False
        self._is_scheduled = False
        self._rest: Timer | None = None
        self.fleet_changed: Signal[frozenset[str]] = Signal(app, "fleet-changed")
        """The ids of the devices that changed, appeared or went."""
        self.sweep_changed: Signal[None] = Signal(app, "sweep-changed")
        """The sweep has news."""
        self.frame_changed: Signal[None] = Signal(app, "frame-changed")
        """What the title bar tells has changed: the sweep, the alerts or who polls."""

    def hear_fleet(self, changes: tuple[Change, ...]) -> None:
        """The fleet's subscriber."""
        self.mark_devices(*(change.device_id for change in changes))

    def mark_devices(self, *device_ids: str) -> None:
        """These devices look different."""
        self._ids.update(device_ids)
        self._schedule()

    def mark_sweep(self) -> None:
        """The sweep looks different."""
        self._has_sweep_news = True
        self._schedule()

    def mark_frame(self) -> None:
        """The title bar looks different."""
        self._has_frame_news = True
        self._schedule()

    def _schedule(self) -> None:
        if not self._is_scheduled:
            self._is_scheduled = True
            self._app.call_next(self.publish)

    def publish(self) -> None:
        """Tell the screens now what is new, then rest for an interval; without news the rest ends."""
        if self._rest is not None:
            self._rest.stop()
        self._is_scheduled, self._rest = False, None
        ids, self._ids = frozenset(self._ids), set()
        has_sweep_news, self._has_sweep_news = self._has_sweep_news, False
        has_frame_news, self._has_frame_news = self._has_frame_news, False
        if ids or has_sweep_news or has_frame_news:
            self._is_scheduled = True
            self._rest = self._app.set_timer(self.interval, self.publish, name="bridge")
        if ids:
            self._prepare(ids)
            self.fleet_changed.publish(ids)
        if has_sweep_news:
            self.sweep_changed.publish(None)
        if ids or has_sweep_news or has_frame_news:
            self.frame_changed.publish(None)
