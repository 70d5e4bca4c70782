import io
import json
from typing import Any

import msgspec
import pytest

from core.store.layout import decode_tables, encode_tables


def plain(tables: dict[str, dict[str, msgspec.Raw]]) -> dict[str, Any]:
    return {name: {key: msgspec.json.decode(row) for key, row in rows.items()} for name, rows in tables.items()}


TABLES: list[dict[str, dict[str, Any]]] = [
    {},
    {"devices": {}},
    {"meta": {"schema": {"version": 1}}, "devices": {}},
    {"meta": {"schema": {"version": 1}}, "devices": {f"d{n}": {"name": f'li\nne"}}{{ {n} ü'} for n in range(1, 1002)}},
    {'na"me\n': {'k"ey,\n': [1, "},", None]}, "last": {"one": "}"}},
]


@pytest.mark.parametrize("tables", TABLES)
def test_what_is_encoded_is_plain_json_and_comes_back(tables: dict[str, dict[str, Any]]) -> None:
    text = b"".join(encode_tables(tables))
    assert json.loads(text) == tables
    assert plain(decode_tables(io.BytesIO(text))) == tables


@pytest.mark.parametrize("tables", TABLES)
@pytest.mark.parametrize("indent", [None, 0, 1])
def test_any_other_json_of_that_shape_is_read_too(tables: dict[str, dict[str, Any]], indent: int | None) -> None:
    text = json.dumps(tables, indent=indent).encode()
    assert plain(decode_tables(io.BytesIO(text))) == tables


def test_other_json_that_begins_like_ours_is_read_too() -> None:
    text = b'{\n"a":{},"b":{\n"k":1}}'
    assert plain(decode_tables(io.BytesIO(text))) == {"a": {}, "b": {"k": 1}}


def test_rows_that_were_read_are_written_back_byte_for_byte() -> None:
    text = b'{"devices":{"d1":{ "level" : 1.50,  "name":"\\u00fc" },"d2":7}}'
    tables = decode_tables(io.BytesIO(text))
    assert bytes(decode_tables(io.BytesIO(b"".join(encode_tables(tables))))["devices"]["d1"]) == (
        b'{ "level" : 1.50,  "name":"\\u00fc" }'
    )


def test_a_large_table_is_never_one_piece() -> None:
    tables = {"devices": {f"d{n}": {"name": "x" * 3000} for n in range(2000)}}
    assert max(map(len, encode_tables(tables))) < 1_000_000


WHOLE = b"".join(
    encode_tables({"meta": {"schema": {"version": 1}}, "devices": {f"d{n}": {"n": n} for n in range(450)}})
)


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{\n",
        b"\0" * 100,
        b'{"devices": 5}',
        b'{"devices": [1]}',
        b"[]",
        b'{"a":{"b":' + b"[" * 1_000_000,
        b'{\n"a":{\n"b":' + b"[" * 1_000_000,
        b'{\n"a":{\n"b":1\n},\n"\xff":{\n}\n}\n',
        WHOLE + b"{}",
        WHOLE[: WHOLE.rindex(b"},")],
        *(WHOLE[:length] for length in range(1, len(WHOLE) - 1, 97)),
        *(WHOLE[:at] + b"\0" * 40 + WHOLE[at + 40 :] for at in range(0, len(WHOLE) - 40, 997)),
    ],
)
def test_damage_is_an_error_never_a_shorter_table(damaged: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode_tables(io.BytesIO(damaged))
