"""What the running or the last sweep has told so far, as the screens show it."""

from collections.abc import Sequence

from core.errors import SuppliesError
from core.model.events import DeviceFound, SweepEnded, SweepEvent, SweepProgressed
from tui.ages import byte_words, duration_words

ENDINGS = {
    "complete": ("●", "Complete", "every address was asked"),
    "limit": (
        "!",
        "Time limit reached",
        "not every address was asked; run it with fewer targets",
    ),
    "stopped": ("■", "Stopped by you", "what was found stays"),
}
"""Reason of the end -> glyph, headline, what it means."""


class SweepView:
    """One sweep: progress, finds, end."""

    def __init__(self) -> None:
        self.targets: tuple[str, ...] = ()
        """As typed."""
        self.is_running = False
        self.progress: SweepProgressed | None = None
        self.ended: SweepEnded | None = None
        self.problem: SuppliesError | None = None
        """Why it could not go on."""
        self.finds: dict[str, DeviceFound] = {}
        """"address:port" -> the find, in the order of the finding."""

    def begin(self, targets: Sequence[str]) -> None:
        """A new sweep starts."""
        self.targets = tuple(targets)
        self.is_running = True
        self.progress = self.ended = self.problem = None
        self.finds = {}

    def hear(self, event: SweepEvent) -> None:
        """Take in an event."""
        if isinstance(event, DeviceFound):
            self.finds[f"{event.address}:{event.port}"] = event
        elif isinstance(event, SweepEnded):
            self.ended = event
        else:
            self.progress = event

    def finish(self, problem: SuppliesError | None = None) -> None:
        """No more events come."""
        self.is_running = False
        self.problem = problem

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


def ending_words(ended: SweepEnded) -> tuple[str, str]:
    """The headline of an ending, and its figures."""
    glyph, headline, meaning = ENDINGS.get(ended.reason, ("?", ended.reason, ""))
    asked = f"{ended.sent:,} of {ended.total:,} addresses" if ended.total else "no address"
    figures = (
        f"{asked} asked in {duration_words(ended.seconds)}, "
        f"{byte_words(ended.sent_bytes)} sent, {byte_words(ended.received_bytes)} received"
    )
    return f"{glyph} {headline}: {meaning}", figures
