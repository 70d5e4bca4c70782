"""The codec against other readings of the same octets: pysnmp's API, and pyasn1 without pysnmp's constraints."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import SnmpBadAnswer
from core.snmp.client import Value
from core.snmp.codec import (
    Request,
    Response,
    decode_request,
    decode_response,
    encode_get,
    encode_get_bulk,
    encode_get_next,
    encode_response,
)
from core.snmp.recording import COUNTER64, NULL, Record, read_recording
from core.snmp.wire import NO_SUCH_OBJECT
from tests.core.snmp.conftest import RECORDINGS
from tests.core.snmp.peers import Fields, Row, kinds, lenient_decode, pysnmp_decode, pysnmp_encode, types

DEMO_RECORDINGS = sorted((Path(__file__).parents[3] / "core" / "demo" / "recordings").glob("*.snmprec"))
ROWS_A_MESSAGE = 12


def fields_of(response: Response) -> Fields:
    """Our answer in the peers' form."""
    rows = tuple(
        (tuple(map(int, oid.split("."))), tag, value)
        for (oid, value), tag in zip(response.varbinds, response.tags, strict=True)
    )
    status, index = response.error_status, response.error_index
    return response.version, response.community, "response", response.request_id, status, index, rows


def as_row(record: Record) -> Row:
    return record.oid, record.tag, None if record.tag == NULL or record.tag >= NO_SUCH_OBJECT else record.value


def as_record(row: Row) -> Record:
    arcs, tag, value = row
    return Record(arcs, tag, b"" if value is None else value)


@pytest.mark.parametrize("version", ["1", "2c"])
@pytest.mark.parametrize("path", [*DEMO_RECORDINGS, *RECORDINGS], ids=lambda path: path.stem)
def test_every_recording_is_read_and_written_as_the_peers_do(path: Path, version: str) -> None:
    records = [record for record in read_recording(path) if version == "2c" or record.tag != COUNTER64]
    for start in range(0, len(records), ROWS_A_MESSAGE):
        rows = tuple(as_row(record) for record in records[start : start + ROWS_A_MESSAGE])
        fields = (version, b"public", "response", start + 1, 0, 0, rows)
        datagram = pysnmp_encode(fields)
        assert fields_of(decode_response(datagram)) == fields
        assert pysnmp_decode(datagram, version) == lenient_decode(datagram) == fields
        ours = encode_response(version, b"public", start + 1, [as_record(row) for row in rows])
        assert pysnmp_decode(ours, version) == fields


ARCS = st.one_of(
    st.tuples(st.integers(0, 1), st.integers(0, 39)),
    st.tuples(st.just(2), st.integers(0, 2**32 - 1)),
).flatmap(lambda head: st.lists(st.integers(0, 2**32 - 1), max_size=12).map(lambda tail: (*head, *tail)))


def values(tag: int) -> st.SearchStrategy[Value | None]:
    if tag == 2:
        return st.integers(-(2**31), 2**31 - 1)
    if tag in (65, 66, 67):
        return st.integers(0, 2**32 - 1)
    if tag == 70:
        return st.integers(0, 2**64 - 1)
    if tag == 64:
        return st.ip_addresses(v=4).map(str)
    if tag == 6:
        return ARCS.map(lambda arcs: ".".join(map(str, arcs)))
    return st.binary(max_size=200) if tag in (4, 68) else st.none()


def rows(version: str) -> st.SearchStrategy[tuple[Row, ...]]:
    one = st.sampled_from(types(version)).flatmap(lambda tag: st.tuples(ARCS, st.just(tag), values(tag)))
    return st.lists(one, max_size=6).map(tuple)


@st.composite
def messages(draw: st.DrawFn, *, only: str | None = None) -> Fields:
    """Anything that pysnmp can encode."""
    version = draw(st.sampled_from(["1", "2c"]))
    kind = only or draw(st.sampled_from(kinds(version)))
    status = draw(st.integers(0, 5 if version == "1" else 18))
    community = draw(st.binary(max_size=140))
    number = draw(st.integers(-(2**31), 2**31 - 1))
    return version, community, kind, number, status, draw(st.integers(0, 2**31 - 1)), draw(rows(version))


@settings(deadline=None)
@given(messages(only="response"))
def test_any_answer_of_the_peer_decodes_to_the_same_values(fields: Fields) -> None:
    datagram = pysnmp_encode(fields)
    assert fields_of(decode_response(datagram)) == fields
    assert lenient_decode(datagram) == fields


@settings(deadline=None)
@given(messages())
def test_any_message_of_the_peer_decodes_to_the_same_question(fields: Fields) -> None:
    version, community, kind, number, first, second, rows = fields
    asked = Request(version, community, kind, number, first, second, tuple(arcs for arcs, _, _ in rows))
    assert decode_request(pysnmp_encode(fields)) == asked


@settings(deadline=None)
@given(messages(only="response"))
def test_any_answer_of_ours_decodes_to_the_same_in_the_peer(fields: Fields) -> None:
    version, community, _, number, status, index, rows = fields
    records = [as_record(row) for row in rows]
    datagram = encode_response(version, community, number, records, error_status=status, error_index=index)
    assert pysnmp_decode(datagram, version) == fields


@settings(deadline=None)
@given(
    st.sampled_from([("1", "get"), ("2c", "get"), ("1", "get-next"), ("2c", "get-next"), ("2c", "get-bulk")]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=50),
    st.integers(-(2**31), 2**31 - 1),
    st.lists(ARCS, max_size=20),
    st.integers(0, 2**31 - 1),
)
def test_any_question_of_ours_decodes_to_the_same_in_the_peer(
    how: tuple[str, str], community: str, number: int, asked: list[tuple[int, ...]], repetitions: int
) -> None:
    version, kind = how
    oids = [".".join(map(str, arcs)) for arcs in asked]
    if kind == "get-bulk":
        datagram = encode_get_bulk(community, number, oids, repetitions)
    else:
        repetitions = 0
        datagram = (encode_get if kind == "get" else encode_get_next)(version, community, number, oids)
    rows = tuple((arcs, NULL, None) for arcs in asked)
    fields = (version, community.encode(), kind, number, 0, repetitions, rows)
    assert pysnmp_decode(datagram, version) == fields
    # pyasn1 writes -128, -32768 and so on with an octet too many.
    assert number < 0 or datagram == pysnmp_encode(fields)


def has_forbidden_form(datagram: bytes) -> bool:
    """Whether a message that pyasn1 reads has a form that RFC 3417, section 8, forbids.

    These are lengths of the indefinite form, strings put together from several, and tags of more than one octet.
    """
    position, end = 0, len(datagram)
    while position < end:
        tag, length = datagram[position], datagram[position + 1]
        is_string_of_strings = tag & 0x20 and tag != 0x30 and not 0xA0 <= tag <= 0xA8
        if tag & 0x1F == 0x1F or length == 0x80 or is_string_of_strings:
            return True
        extra = max(length - 0x80, 0)
        start = position + 2 + extra
        if extra:
            length = int.from_bytes(datagram[position + 2 : start])
        if position == 0:
            end = start + length
        position = start if tag & 0x20 else start + length
    return False


def check_like_the_lenient_peer(datagram: bytes) -> bool:
    """Either an answer, the same as the peer's, or `SnmpBadAnswer`; True where it was an answer."""
    theirs = lenient_decode(datagram)
    try:
        ours = fields_of(decode_response(datagram))
    except SnmpBadAnswer:
        assert theirs is None or theirs[2] != "response" or has_forbidden_form(datagram), datagram.hex()
        return False
    assert ours == theirs, datagram.hex()
    return True


SPECIAL = [0, 1, 2, 4, 5, 6, 0x30, 0x40, 0x41, 0x46, 0x7F, 0x80, 0x81, 0x82, 0x84, 0x88, 0x89, 0xA0, 0xA2, 0xFE, 0xFF]
"""Octets that mean something in BER: tags, edges of lengths and of signs."""


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """An answer with some octets changed, put in, left out, or cut off."""
    datagram = bytearray(pysnmp_encode(draw(messages(only="response"))))
    octet = st.one_of(st.sampled_from(SPECIAL), st.integers(0, 255))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(datagram) - 1))
        act = draw(st.sampled_from(["change", "insert", "drop", "cut"]))
        if act == "change":
            datagram[place] = draw(octet)
        elif act == "insert":
            datagram.insert(place, draw(octet))
        elif act == "drop" and len(datagram) > 1:
            del datagram[place]
        elif act == "cut" and place > 0:
            del datagram[place:]
    return bytes(datagram)


@settings(max_examples=400, deadline=None)
@given(damaged())
def test_a_damaged_answer_is_read_as_the_lenient_peer_reads_it_or_refused(datagram: bytes) -> None:
    check_like_the_lenient_peer(datagram)


@pytest.mark.parametrize("seed", range(8))
def test_thousands_of_damaged_answers_are_read_alike_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    taken = 0
    for _ in range(250):
        datagram = bytearray(small_answer(chance))
        for _ in range(chance.randrange(1, 3)):
            datagram[chance.randrange(len(datagram))] = chance.choice(SPECIAL)
        taken += check_like_the_lenient_peer(bytes(datagram))
    assert 10 < taken < 240, "both outcomes must occur, else this tests nothing"


def small_answer(chance: random.Random) -> bytes:
    samples: list[tuple[int, Value]] = [
        (2, -5),
        (2, 2**31 - 1),
        (4, b"Acme"),
        (6, "1.3.6.1.4.1.99999"),
        (64, "10.0.0.1"),
        (65, 9),
        (66, 2**32 - 2),
        (70, 2**63),
        (NULL, b""),
        (NO_SUCH_OBJECT, b""),
    ]
    rows = [Record((1, 3, 6, row), *chance.choice(samples)) for row in range(chance.randrange(1, 4))]
    return encode_response("2c", b"public", chance.randrange(2**31), rows)
