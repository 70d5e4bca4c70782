import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.snmp.ber import (
    BerError,
    header_at,
    read_arcs,
    read_dotted,
    read_integer,
    read_unsigned,
    write_integer,
    write_oid,
    write_value,
)


@pytest.mark.parametrize(
    ("header", "length"),
    [
        ("04 00", 0),
        ("04 7f", 127),
        ("04 81 05", 5),
        ("04 81 80", 128),
        ("04 82 0100", 256),
        ("04 84 00000003", 3),
        ("04 88 0000000000000003", 3),
    ],
)
def test_a_length_is_read_in_every_definite_form(header: str, length: int) -> None:
    octets = b"??" + bytes.fromhex(header) + bytes(length)
    start = len(octets) - length
    assert header_at(octets, 2, len(octets)) == (4, start, start + length)
    if length:
        with pytest.raises(BerError):
            header_at(octets, 2, len(octets) - 1)


@pytest.mark.parametrize(
    "octets",
    [
        "",
        "04",
        "0401",
        "0480",
        "0480 0000",
        "0481",
        "0482 01",
        "0484 ffffffff",
        "0488 7fffffffffffffff",
        "0488 8000000000000000",
        "0488 ffffffffffffffff",
        "0489 000000000000000000",
        "04ff" + "00" * 127,
    ],
)
def test_a_length_that_lies_or_has_no_end_is_refused(octets: str) -> None:
    with pytest.raises(BerError):
        header_at(bytes.fromhex(octets), 0, len(bytes.fromhex(octets)))


def test_the_limit_counts_and_not_the_end_of_the_octets() -> None:
    octets = bytes.fromhex("0403 616263 0500")
    assert header_at(octets, 0, 5) == (4, 2, 5)
    for limit in range(5):
        with pytest.raises(BerError):
            header_at(octets, 0, limit)
    for position in range(5, 8):
        with pytest.raises(BerError):
            header_at(octets, position, 5)


@pytest.mark.parametrize(
    ("content", "signed", "unsigned"),
    [
        ("", 0, 0),
        ("00", 0, 0),
        ("7f", 127, 127),
        ("80", -128, 128),
        ("fffffffe", -2, 4294967294),
        ("00fffffffe", 4294967294, 4294967294),
        ("ffffffffffffffff", -1, 2**64 - 1),
        ("8000000000000000", -(2**63), 2**63),
        ("00ffffffffffffffff", 2**64 - 1, 2**64 - 1),
        ("000000000000000000000000000000000005", 5, 5),
    ],
)
def test_a_number_is_read_with_and_without_its_sign(content: str, signed: int, unsigned: int) -> None:
    assert read_integer(bytes.fromhex(content)) == signed
    assert read_unsigned(bytes.fromhex(content)) == unsigned


@pytest.mark.parametrize("content", [b"\1" + bytes(8), b"\x7f" * 9, b"\x55" * 60_000])
def test_a_number_of_more_than_64_bits_is_refused(content: bytes) -> None:
    for read in (read_integer, read_unsigned):
        with pytest.raises(BerError):
            read(content)


def test_a_negative_number_of_more_than_64_bits_is_refused() -> None:
    assert read_integer(b"\xff" * 20) == -1
    with pytest.raises(BerError):
        read_integer(b"\xff\x7f" + b"\xff" * 7)


OIDS = [
    ("00", "0.0"),
    ("27", "0.39"),
    ("28", "1.0"),
    ("2b", "1.3"),
    ("4f", "1.39"),
    ("50", "2.0"),
    ("7f", "2.47"),
    ("8100", "2.48"),
    ("88 37", "2.999"),
    ("90 80 80 80 4f", "2.4294967295"),
    ("2b 06 01", "1.3.6.1"),
    ("2b 7f", "1.3.127"),
    ("2b 81 00", "1.3.128"),
    ("2b 8f ff ff ff 7f", "1.3.4294967295"),
    ("2b" + "01" * 126, "1.3" + ".1" * 126),
]


@pytest.mark.parametrize(("content", "dotted"), OIDS)
def test_an_oid_is_read_and_written(content: str, dotted: str) -> None:
    octets = bytes.fromhex(content)
    arcs = tuple(map(int, dotted.split(".")))
    assert read_dotted(octets) == dotted
    assert read_arcs(octets) == arcs
    assert write_oid(arcs) == octets


@pytest.mark.parametrize(
    "content",
    [
        "",
        "80",
        "ff",
        "80 01",
        "2b 80",
        "2b 80 01",
        "2b 06 81",
        "2b 90 80 80 80 00",
        "2b ff ff ff ff 7f",
        "90 80 80 80 50",
        "2b" + "01" * 127,
        "8837" + "01" * 127,
        "2b" + "ff" * 60_000,
        "2b" + "ff" * 60_000 + "01",
        "2b" + "01" * 60_000,
        "2b" + "80" * 60_000 + "01",
    ],
    ids=lambda content: content[:16],
)
def test_an_oid_out_of_range_or_without_an_end_is_refused(content: str) -> None:
    for read in (read_dotted, read_arcs):
        with pytest.raises(BerError):
            read(bytes.fromhex(content))


@pytest.mark.parametrize(
    "arcs",
    [(), (1,), (3, 1), (0, 40), (1, 40), (1, -1), (-1, 3), (1, 3, -6), (1, 3, 2**32), (2, 2**32), (1, 3) + (1,) * 127],
)
def test_an_oid_that_cannot_be_is_not_written(arcs: tuple[int, ...]) -> None:
    with pytest.raises(BerError):
        write_oid(arcs)


@pytest.mark.parametrize(
    ("number", "content"),
    [
        (0, "00"),
        (127, "7f"),
        (128, "0080"),
        (255, "00ff"),
        (256, "0100"),
        (-1, "ff"),
        (-128, "80"),
        (-129, "ff7f"),
        (2**64 - 1, "00ffffffffffffffff"),
        (-(2**63), "8000000000000000"),
    ],
)
def test_a_number_is_written_in_as_few_octets_as_it_takes(number: int, content: str) -> None:
    assert write_integer(number).hex() == content


@pytest.mark.parametrize("number", [2**64, -(2**63) - 1, 10**400])
def test_a_number_out_of_range_is_not_written(number: int) -> None:
    with pytest.raises(BerError):
        write_integer(number)


@pytest.mark.parametrize(
    ("length", "header"),
    [(0, "0400"), (127, "047f"), (128, "048180"), (255, "0481ff"), (256, "04820100"), (65_536, "0483010000")],
)
def test_a_length_is_written_in_as_few_octets_as_it_takes(length: int, header: str) -> None:
    octets = write_value(4, bytes(length))
    assert octets[: len(octets) - length].hex() == header
    assert header_at(octets, 0, len(octets))[2] == len(octets)


@given(st.integers(-(2**63), 2**64 - 1))
def test_any_number_comes_back(number: int) -> None:
    assert read_integer(write_integer(number)) == number


@given(st.binary(max_size=80))
def test_any_octets_are_an_oid_in_both_forms_or_in_none(content: bytes) -> None:
    try:
        arcs = read_arcs(content)
    except BerError:
        with pytest.raises(BerError):
            read_dotted(content)
    else:
        assert read_dotted(content) == ".".join(map(str, arcs))
        assert write_oid(arcs) == content


def test_what_is_refused_costs_no_memory() -> None:
    tracemalloc.start()
    try:
        for octets in (b"\x04\x88\x7f" + b"\xff" * 7, b"\x04\x84\xff\xff\xff\xff"):
            with pytest.raises(BerError):
                header_at(octets, 0, len(octets))
        for content in (b"\x2b" + b"\xff" * 60_000 + b"\x01", b"\x2b" + b"\x01" * 60_000):
            with pytest.raises(BerError):
                read_dotted(content)
        assert tracemalloc.get_traced_memory()[1] < 300_000
    finally:
        tracemalloc.stop()
