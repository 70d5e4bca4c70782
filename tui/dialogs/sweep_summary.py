"""What came of an earlier sweep, and the way to run it again."""

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button

from core.discovery.options import SweepOptions
from core.model.sweep import SweepRecord
from tui.ages import byte_words, duration_words
from tui.commands import SUMMARY, bindings_of
from tui.dialogs.framed import UntypedDialog
from tui.widgets.facts import Fact, Facts
from tui.widgets.page import Page
from tui.widgets.sweep_words import ending_of, options_words

NAMED = 12
"""Devices named; more are counted."""


class SweepSummary(UntypedDialog[bool]):
    """Facts; a key or the button runs it again.

    Args:
        record: the sweep.
        options: what it did otherwise than set.
        name_of: the name of a device by its id; None where it is known no more.
    """

    SCOPE = SUMMARY
    AUTO_FOCUS = "#summary"
    BINDINGS = bindings_of(SUMMARY)
    FRAME_KEYS: ClassVar[Mapping[str, tuple[str, ...]]] = {"run again": ("run_again",), **UntypedDialog.FRAME_KEYS}

    def __init__(self, record: SweepRecord, options: SweepOptions, name_of: Callable[[str], str | None]) -> None:
        super().__init__(f"Sweep of {record.started_at.astimezone():%Y-%m-%d %H:%M}")
        self._facts = summary_facts(record, options, name_of)

    def compose_question(self) -> ComposeResult:
        """The facts and two buttons."""
        with Page(id="summary"):
            yield Facts(self._facts)
        with Horizontal(classes="dialog-buttons"):
            yield Button("Run again", id="yes", variant="primary", compact=True)
            yield Button("Close", id="no", compact=True)

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_run_again(self) -> None:
        """Run it again."""
        self.dismiss(True)


def summary_facts(record: SweepRecord, options: SweepOptions, name_of: Callable[[str], str | None]) -> list[Fact]:
    """Everything that is kept of a sweep."""
    ending = ending_of(record.reason)
    others = f", {record.others:,} other device{'' if record.others == 1 else 's'}" if record.others else ""
    facts: list[Fact] = [
        ("Targets", ", ".join(record.targets) or "none"),
        ("Options", options_words(options) or "as set"),
        ("Started by", record.started_by),
        ("End", Content.styled(f"{ending.glyph} {ending.headline}", ending.style)),
        ("Asked", f"{record.asked:,} of {record.total:,} addresses in {duration_words(record.seconds)}"),
        ("Answered", f"{record.answered:,}: {record.printers:,} printer{'' if record.printers == 1 else 's'}{others}"),
        ("New", _names(record.new, record.new_ids, name_of)),
        ("Gone", _gone(record, name_of)),
        ("Cost", f"{byte_words(record.sent_bytes)} sent, {byte_words(record.received_bytes)} received"),
    ]
    if record.problem:
        unsent = f"{record.unsent:,} datagrams could not be sent: " if record.unsent else ""
        facts.append(("Problem", f"{unsent}{record.problem}"))
    return facts


def _gone(record: SweepRecord, name_of: Callable[[str], str | None]) -> str:
    if record.gone is None:
        return "not known: not every address was asked"
    if not record.gone:
        return "none: every known printer among the targets answered"
    return f"{_names(record.gone, record.gone_ids, name_of)}: asked, and did not answer"


def _names(count: int, ids: Iterable[str], name_of: Callable[[str], str | None]) -> str:
    """Names with what is left over counted: "lab, hall and 3 more"."""
    names = [name for device_id in ids if (name := name_of(device_id)) is not None][:NAMED]
    if not names:
        return f"{count:,}" if count else "none"
    more = f" and {count - len(names):,} more" if count > len(names) else ""
    return f"{', '.join(names)}{more}"
