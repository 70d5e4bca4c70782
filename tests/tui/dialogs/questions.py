"""Every dialog, with as much in it as there may be."""

import asyncio
from collections.abc import Callable
from typing import Any

from textual.content import Content

from core.discovery.options import AS_SET
from core.settings import DiscoverySettings
from tests.tui.sweep_events import swept
from tui.dialogs.ask_lines import AskLines
from tui.dialogs.ask_recording import AskRecording, Wanted
from tui.dialogs.ask_schedule import AskSchedule, Times
from tui.dialogs.ask_text import AskText
from tui.dialogs.at_work import AtWork, Tell
from tui.dialogs.choose import Choose
from tui.dialogs.choose_columns import ChooseColumns
from tui.dialogs.confirm import Confirm
from tui.dialogs.framed import Dialog
from tui.dialogs.read_text import ReadText
from tui.dialogs.sweep_options import AskSweepOptions
from tui.dialogs.sweep_summary import SweepSummary

SENTENCE = "What is asked here, and what comes of it, in words that take two lines of a terminal. "
MANY = {f"k{number}": f"choice {number}" for number in range(30)}
TITLES = {f"c{number}": f"Column {number}" for number in range(13)}


async def _endless(_tell: Tell) -> None:
    await asyncio.Event().wait()


def _summary() -> SweepSummary:
    ids = tuple(f"d{number}" for number in range(12))
    record = swept(5, "10.1.0.0/22", new=30, new_ids=ids, gone=30, gone_ids=ids, problem=SENTENCE)
    return SweepSummary(record, AS_SET, lambda device_id: f"printer-{device_id}.example.net")


QUESTIONS: dict[str, Callable[[], Dialog[Any]]] = {
    "ask_lines": lambda: AskLines("Notes", SENTENCE, value="a\n" * 30, complaint=lambda _: SENTENCE),
    "ask_recording": lambda: AskRecording(Wanted("a.snmprec", is_redacted=True)),
    "ask_schedule": lambda: AskSchedule(Times("daily", "25:00")),
    "ask_text": lambda: AskText("Location", SENTENCE * 2, value="x", complaint=lambda _: SENTENCE),
    "at_work": lambda: AtWork("Record", SENTENCE, _endless),
    "choose": lambda: Choose("Which", SENTENCE * 2, MANY, chosen="k20"),
    "choose_columns": lambda: ChooseColumns(TITLES, list(TITLES)[:6], lambda ids: ids),
    "confirm": lambda: Confirm("Remove", SENTENCE * 5, yes="Remove"),
    "read_text": lambda: ReadText("Log", Content(SENTENCE * 30)),
    "sweep_options": lambda: AskSweepOptions(AS_SET, DiscoverySettings()),
    "sweep_summary": _summary,
}
"""Module -> what makes its dialog."""
