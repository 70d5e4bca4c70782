"""The raw objects behind a value in safe characters, for the explain view and `--explain` (pure)."""

from collections.abc import Mapping
from typing import Any

from core.printer.text import tidy
from core.printer.trail import Note


def raw_objects(note: Note, values: Mapping[str, Any]) -> dict[str, str]:
    """OID -> what the device answered, of every object that a value was made of."""
    return {oid: raw_text(values.get(oid)) for oid in note.oids}


def note_lines(note: Note, objects: Mapping[str, str]) -> list[str]:
    """A value, the rule that made it, and its raw objects (as `raw_objects` gives them), indented."""
    return [
        f"{note.subject} = {tidy(note.value)}",
        f"  {note.rule}",
        *(f"  {oid} = {text}" for oid, text in objects.items()),
    ]


def raw_text(value: Any) -> str:
    """A raw object in safe characters: octets that are no plain text go as hex."""
    if value is None:
        return "(not answered)"
    if isinstance(value, bytes):
        plain = value.decode("ascii", "replace")
        return f'"{plain}"' if value.isascii() and plain.isprintable() else f"0x{value.hex()}"
    return tidy(str(value))
