"""Targets that are offered: the own networks, those of the settings, those of earlier sweeps (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from core.discovery.writing import words_in
from core.model.sweep import SweepRecord
from tui.ages import ago_words
from tui.commands import NETWORKS, bindings_of
from tui.discovery_ports import Proposal
from tui.widgets.columns import Column
from tui.widgets.listing import Listing

MOST_EARLIER = 40
"""Targets of earlier sweeps that are offered."""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target that is offered."""

    target: str
    note: str
    """Where it comes from, in a few words."""
    is_chosen: bool
    """Whether it is in the field."""

    @property
    def words(self) -> str:
        """What a filter looks at."""
        return f"{self.target} {self.note}"


def make_targets(
    typed: str,
    *,
    proposals: Sequence[Proposal],
    settings: Iterable[str],
    earlier: Iterable[SweepRecord],
    now: datetime,
) -> dict[str, TargetRow]:
    """Every target that is offered once, by its text: the own networks, the settings', the latest of earlier sweeps.

    Args:
        typed: what is in the field.
        proposals: the own networks.
        settings: the targets of the settings.
        earlier: sweeps, the newest first.
        now: for ages.
    """
    notes = {proposal.target: proposal.note for proposal in proposals}
    for target in (word for text in settings for word in words_in(text)):
        notes.setdefault(target, "from the settings")
    known = len(notes)
    for record in earlier:
        words = [word for text in record.targets for word in words_in(text)]
        found = f", {record.printers} printer{'' if record.printers == 1 else 's'}" if len(words) == 1 else ""
        for word in words[: MOST_EARLIER + known - len(notes)]:
            notes.setdefault(word, f"swept {ago_words(record.started_at, now)}{found}")
    chosen = frozenset(words_in(typed))
    return {target: TargetRow(target, note, target in chosen) for target, note in notes.items()}


def _chosen_cell(row: TargetRow, _width: int) -> Content:
    return Content.styled("[x]", "bold $primary") if row.is_chosen else Content.styled("[ ]", "$muted")


TARGET_COLUMNS: tuple[Column[TargetRow], ...] = (
    Column(id="chosen", title=" ", draw=_chosen_cell, least=3, ideal=3),
    Column(id="target", title="Target", draw=lambda row, _: Content(row.target), least=18, ideal=28),
    Column(
        id="note",
        title="Where it comes from",
        draw=lambda row, _: Content.styled(row.note, "$muted"),
        least=20,
        ideal=40,
        is_growing=True,
    ),
)
"""The columns of the targets that are offered."""


class TargetListing(Listing[TargetRow]):
    """The list of them: Enter and space put the line's target into the field, or take it out."""

    SCOPE = NETWORKS
    BINDINGS = bindings_of(NETWORKS)
