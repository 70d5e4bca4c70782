"""Values with their reasons as rows of the explanation (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.content import Content

from core.printer.text import tidy
from core.printer.trail import Note
from core.snmp.client import Value
from tui.raw_objects import note_lines, raw_objects
from tui.widgets.columns import Column


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One value explained."""

    note: Note
    objects: tuple[tuple[str, str], ...]
    """OID and what the device answered."""
    haystack: str
    """What the filter looks into."""


def note_rows(notes: Iterable[Note], values: Mapping[str, Value]) -> dict[str, NoteRow]:
    """Subject -> row, in the order in which the values were made."""
    rows = {}
    for note in notes:
        objects = tuple(raw_objects(note, values).items())
        words = (note.subject, note.value, note.rule, *(part for pair in objects for part in pair))
        rows[note.subject] = NoteRow(note, objects, "\n".join(words).casefold())
    return rows


def pick_notes(rows: Mapping[str, NoteRow], words: str) -> list[str]:
    """The subjects whose row has every one of the words."""
    wanted = words.casefold().split()
    return [subject for subject, row in rows.items() if all(word in row.haystack for word in wanted)]


def note_content(row: NoteRow) -> Content:
    """A value in full: its rule, and the raw objects that it was made of."""
    head = Content.assemble((row.note.subject, "bold"), (" = ", "$muted"), tidy(row.note.value))
    objects = [Content.assemble((oid, "$muted"), (" = ", "$muted"), text) for oid, text in row.objects]
    return Content("\n").join([head, Content(row.note.rule), *objects])


def notes_text(rows: Iterable[NoteRow]) -> str:
    """Values as plain text, as `--explain` prints them."""
    return "\n\n".join("\n".join(note_lines(row.note, dict(row.objects))) for row in rows)


def _objects_cell(row: NoteRow, _width: int) -> Content:
    if not row.objects:
        return Content.styled("–", "$muted")
    oid, text = row.objects[0]
    more = f" +{len(row.objects) - 1}" if len(row.objects) > 1 else ""
    return Content.styled(f"{oid} = {text}{more}", "$muted")


NOTE_COLUMNS: tuple[Column[NoteRow], ...] = (
    Column(id="subject", title="Value of", draw=lambda r, _: Content(r.note.subject), least=16, ideal=26),
    Column(id="value", title="Is", draw=lambda r, _: Content(tidy(r.note.value)), least=14, ideal=36, is_growing=True),
    Column(
        id="rule", title="Rule", draw=lambda r, _: Content.styled(r.note.rule, "$muted"), least=16, ideal=60, share=2
    ),
    Column(id="objects", title="Raw objects", draw=_objects_cell, least=30, ideal=50, from_width=130, drop=1),
)
"""The columns of an explanation."""
