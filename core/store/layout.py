"""How tables lie in a state file: JSON, with some hundred rows a line, so that neither way is one long call.

A call into the JSON library holds the interpreter, and with it the event loop beside which it runs: 10,000 devices in
one call would stop the screen for 40 ms and more. Any other JSON of the same shape is read too, in one call.
"""

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, BinaryIO

import msgspec

from core.store.schema import Tables

_ROWS_A_LINE = 200

_TABLES = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])
_ROWS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_NAME = msgspec.json.Decoder(str)


def encode_tables(tables: Tables) -> Iterator[bytes]:
    """The file in pieces; rows that are raw are copied, others encoded."""
    opening = b"\n"
    yield b"{"
    for name, rows in tables.items():
        yield opening + msgspec.json.encode(name) + b":{"
        left, separator = iter(rows.items()), b"\n"
        while some := dict(islice(left, _ROWS_A_LINE)):
            yield separator + msgspec.json.encode(some)[1:-1]
            separator = b",\n"
        yield b"\n}"
        opening = b",\n"
    yield b"\n}\n"


def decode_tables(file: BinaryIO) -> Tables:
    """The tables of a file, every row raw.

    Args:
        file: at its beginning; seekable.

    Raises:
        msgspec.DecodeError: it is no JSON object of objects.
    """
    with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        tables = _by_lines(file)
        if tables is not None:
            return tables
    file.seek(0)
    try:
        return _TABLES.decode(file.read())
    except (UnicodeDecodeError, RecursionError) as error:
        raise msgspec.DecodeError(str(error)) from error


def _by_lines(file: BinaryIO) -> Tables | None:
    """The tables if the file is laid out as `encode_tables` does it."""
    if file.readline(3) != b"{\n":
        return None
    tables: Tables = {}
    rows: dict[str, Any] | None = None
    for line in file:
        if rows is not None and line in {b"}\n", b"},\n"}:
            rows = None
        elif rows is not None:
            rows.update(_ROWS.decode(b"{" + line.removesuffix(b"\n").removesuffix(b",") + b"}"))
        elif line.endswith(b":{\n"):
            rows = tables[_NAME.decode(line[:-3])] = {}
        else:
            return tables if line == b"}\n" and not file.read(1) else None
    return None
