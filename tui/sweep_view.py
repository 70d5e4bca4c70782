"""What the running or the last sweep has told so far, as the screens show it."""

from core.model.events import DeviceFound, SweepEnded, SweepNews, SweepProgressed, SweepStarted
from core.model.sweep import SweepRecord


class SweepView:
    """One sweep: progress, finds, end; devices that were added by hand since it began are among the finds."""

    def __init__(self) -> None:
        self.started: SweepStarted | None = None
        """Who started it, with which targets; None before the first one of this session."""
        self.is_running = False
        self.progress: SweepProgressed | None = None
        self.ended: SweepEnded | None = None
        self.record: SweepRecord | None = None
        """What came of it, once it is over."""
        self.finds: dict[str, DeviceFound] = {}
        """"address:port" -> the find, in the order of the finding."""

    def hear(self, news: SweepNews) -> None:
        """Take in what the core tells."""
        if isinstance(news, SweepStarted):
            self.started, self.is_running = news, True
            self.progress = self.ended = self.record = None
            self.finds = {}
        elif isinstance(news, DeviceFound):
            self.finds[f"{news.address}:{news.port}"] = news
        elif isinstance(news, SweepProgressed):
            self.progress = news
        elif isinstance(news, SweepEnded):
            self.ended = news
        else:
            self.record, self.is_running = news, False

    @property
    def is_scheduled(self) -> bool:
        """Whether the schedule started it."""
        return self.started is not None and self.started.started_by == "schedule"

    @property
    def is_by_hand(self) -> bool:
        """Whether one is running that does not give way."""
        return self.is_running and not self.is_scheduled

    @property
    def printers(self) -> int:
        """Printers found."""
        return sum(find.identity.is_printer for find in self.finds.values())

    @property
    def others(self) -> int:
        """Devices found that are no printers."""
        return len(self.finds) - self.printers

    @property
    def answered(self) -> int:
        """Devices that have answered: as last told, and those found since; never fewer than were found."""
        return max(self.progress.answered if self.progress is not None else 0, len(self.finds))

    @property
    def share(self) -> float | None:
        """How much of the sweep is done, later rounds to silent addresses included: 0.0 to 1.0; None: not known."""
        return self.progress.share if self.progress is not None else None

    @property
    def percent(self) -> int | None:
        """That share for people, one figure wherever it stands: 100 only once nothing is left; None: not known."""
        share = self.share
        return None if share is None else 100 if share >= 1 else min(99, int(share * 100 + 0.5))
