"""Earlier sweeps as rows of a list (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from core.model.sweep import SweepRecord
from tui.ages import byte_words, duration_words
from tui.commands import EARLIER, bindings_of
from tui.widgets.columns import Column
from tui.widgets.listing import Listing
from tui.widgets.sweep_words import ending_of


@dataclass(frozen=True, slots=True)
class SweepRow:
    """One earlier sweep."""

    record: SweepRecord
    when: str

    @property
    def words(self) -> str:
        """What a filter looks at."""
        record = self.record
        return " ".join((self.when, *record.targets, record.started_by, ending_of(record.reason).word))


def make_sweeps(records: Iterable[SweepRecord], now: datetime) -> dict[str, SweepRow]:
    """Id -> row, in the order of the records."""
    return {record.id: SweepRow(record, past_words(record.started_at, now)) for record in records}


def past_words(moment: datetime, now: datetime) -> str:
    """A past time by the local clock, in at most 12 cells: "07:00", "Tue 03:00", "2 Mar 10:00", "2025-03-02"."""
    there, here = moment.astimezone(), now.astimezone()
    days = (here.date() - there.date()).days
    if days == 0:
        return f"{there:%H:%M}"
    if 0 < days < 7:
        return f"{there:%a %H:%M}"
    return f"{there.day} {there:%b %H:%M}" if there.year == here.year else f"{there:%Y-%m-%d}"


def _by_cell(row: SweepRow, width: int) -> Content:
    by = row.record.started_by
    return Content.styled(by if len(by) <= width else by.partition(" ")[0], "$muted")


def _end_cell(row: SweepRow, _width: int) -> Content:
    ending = ending_of(row.record.reason)
    return Content.styled(f"{ending.glyph} {ending.word}", ending.style)


def _new_cell(row: SweepRow, _width: int) -> Content:
    return Content.styled(f"+{row.record.new:,}", "bold") if row.record.new else Content.styled("–", "$muted")


def _gone_cell(row: SweepRow, _width: int) -> Content:
    gone = row.record.gone
    if gone is None:
        return Content.styled("?", "$muted")
    return Content.styled(f"-{gone:,}", "$state-low") if gone else Content.styled("–", "$muted")


EARLIER_COLUMNS: tuple[Column[SweepRow], ...] = (
    Column(id="when", title="When", draw=lambda row, _: Content(row.when), least=12, ideal=12),
    Column(
        id="targets",
        title="Targets",
        draw=lambda row, _: Content(", ".join(row.record.targets) or "–"),
        least=12,
        ideal=30,
        share=3,
        is_growing=True,
    ),
    Column(
        id="by",
        title="By",
        draw=_by_cell,
        least=8,
        ideal=12,
        from_width=70,
        drop=1,
    ),
    Column(id="end", title="End", draw=_end_cell, least=12, ideal=12),
    Column(
        id="printers",
        title="Found",
        draw=lambda row, _: Content(f"{row.record.printers:,}"),
        least=6,
        ideal=6,
        align_right=True,
    ),
    Column(id="new", title="New", draw=_new_cell, least=6, ideal=6, align_right=True),
    Column(id="gone", title="Gone", draw=_gone_cell, least=6, ideal=6, from_width=70, drop=2, align_right=True),
    Column(
        id="took",
        title="Took",
        draw=lambda row, _: Content.styled(duration_words(row.record.seconds), "$muted"),
        least=9,
        ideal=11,
        from_width=100,
        drop=3,
        align_right=True,
    ),
    Column(
        id="bytes",
        title="Bytes",
        draw=lambda row, _: Content.styled(byte_words(row.record.sent_bytes + row.record.received_bytes), "$muted"),
        least=9,
        ideal=9,
        from_width=110,
        drop=4,
        align_right=True,
    ),
)
"""The columns of the earlier sweeps."""


class EarlierListing(Listing[SweepRow]):
    """The list of them."""

    SCOPE = EARLIER
    BINDINGS = bindings_of(EARLIER)
