"""IPP's octets: exact ones out, any ones in."""

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.discovery.ipp import Answer, Group, decode_answer, encode_get_printers
from core.errors import CupsError


def attribute(tag: int, name: str, value: bytes) -> bytes:
    octets = name.encode()
    return bytes([tag]) + len(octets).to_bytes(2, "big") + octets + len(value).to_bytes(2, "big") + value


def message(*parts: bytes, status: int = 0, end: bytes = b"\x03") -> bytes:
    return b"\x02\x00" + status.to_bytes(2, "big") + b"\x00\x00\x00\x01" + b"".join(parts) + end


OPERATION = (
    b"\x01" + attribute(0x47, "attributes-charset", b"utf-8") + attribute(0x48, "attributes-natural-language", b"en")
)


def test_the_request_is_what_the_rfc_says_octet_by_octet() -> None:
    assert encode_get_printers(["printer-name", "device-uri"], request_id=7) == (
        b"\x02\x00\x40\x02\x00\x00\x00\x07\x01"
        b"\x47\x00\x12attributes-charset\x00\x05utf-8"
        b"\x48\x00\x1battributes-natural-language\x00\x02en"
        b"\x44\x00\x14requested-attributes\x00\x0cprinter-name"
        b"\x44\x00\x00\x00\x0adevice-uri\x03"
    )


def test_every_queue_is_a_group_with_its_values() -> None:
    answer = decode_answer(
        message(
            OPERATION,
            b"\x04",
            attribute(0x42, "printer-name", b"one"),
            attribute(0x45, "device-uri", b"socket://192.0.2.7"),
            attribute(0x23, "printer-state", b"\x00\x00\x00\x03"),
            attribute(0x22, "printer-is-shared", b"\x01"),
            attribute(0x21, "marker-levels", b"\xff\xff\xff\xfd"),
            attribute(0x21, "", b"\x00\x00\x00\x3f"),
            b"\x04",
            attribute(0x42, "printer-name", b"two"),
        )
    )
    assert (answer.status, answer.request_id, answer.is_success) == (0, 1, True)
    assert answer.queues() == (
        Group(
            4,
            {
                "printer-name": ("one",),
                "device-uri": ("socket://192.0.2.7",),
                "printer-state": (3,),
                "printer-is-shared": (True,),
                "marker-levels": (-3, 63),
            },
        ),
        Group(4, {"printer-name": ("two",)}),
    )


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (attribute(0x41, "x", "Büro\x1b[2J".encode()), ("Büro[2J",)),
        (attribute(0x41, "x", b"B\xfcro"), ("Büro",)),
        (attribute(0x36, "x", b"\x00\x02de\x00\x04Flur"), ("Flur",)),
        (attribute(0x35, "x", b"\x00\x02de\x00\x09Flur"), ()),
        (attribute(0x35, "x", b"\xff\xff"), ()),
        (attribute(0x13, "x", b""), ()),
        (attribute(0x33, "x", b"\x00\x00\x00\x01\x00\x00\x00\x02"), ()),
        (attribute(0x7F, "x", b"\x00\x00\x12\x34abc"), ()),
        (attribute(0x21, "x", b"\x01"), ()),
        (attribute(0x22, "x", b""), ()),
        (attribute(0x41, "x", b"first") + attribute(0x41, "x", b"second"), ("first",)),
        (attribute(0x44, "x", b"a") + attribute(0x33, "", b"12345678") + attribute(0x44, "", b"b"), ("a", "b")),
        (
            attribute(0x34, "x", b"")
            + attribute(0x4A, "", b"member")
            + attribute(0x34, "", b"")
            + attribute(0x4A, "", b"inner")
            + attribute(0x42, "", b"hidden")
            + attribute(0x37, "", b"")
            + attribute(0x42, "", b"hidden too")
            + attribute(0x37, "", b"")
            + attribute(0x42, "", b"seen"),
            ("seen",),
        ),
        (attribute(0x37, "", b"") + attribute(0x42, "x", b"after a stray end"), ("after a stray end",)),
    ],
)
def test_values_of_other_kinds_are_skipped_without_losing_the_rest(part: bytes, expected: tuple[str, ...]) -> None:
    group = decode_answer(message(b"\x04", part, attribute(0x42, "printer-name", b"one"))).queues()[0]
    assert group.attributes["x"] == expected
    assert group.text("printer-name") == "one"


def test_names_inside_a_collection_are_not_the_queue_s_attributes() -> None:
    octets = attribute(0x34, "x", b"") + attribute(0x42, "y", b"hidden") + attribute(0x37, "", b"")
    answer = decode_answer(message(b"\x04", octets, attribute(0x42, "", b"seen")))
    assert answer.queues()[0].attributes == {"x": ("seen",)}


def test_a_collection_that_is_never_closed_ends_with_its_group() -> None:
    answer = decode_answer(
        message(b"\x04", attribute(0x34, "x", b""), b"\x04", attribute(0x42, "printer-name", b"two"))
    )
    assert answer.queues()[1].text("printer-name") == "two"


def test_groups_of_other_kinds_are_no_queues() -> None:
    answer = decode_answer(message(OPERATION, b"\x02", attribute(0x42, "printer-name", b"job"), b"\x05"))
    assert answer.queues() == ()
    assert len(answer.groups) == 3


def test_the_server_s_own_words_are_the_status_message() -> None:
    answer = decode_answer(message(OPERATION, attribute(0x41, "status-message", b"Not for you"), status=0x0403))
    assert (answer.is_success, answer.message()) == (False, "Not for you")


def test_an_answer_without_an_end_mark_is_read_to_its_end() -> None:
    answer = decode_answer(message(b"\x04", attribute(0x42, "printer-name", b"one"), end=b""))
    assert answer.queues()[0].text("printer-name") == "one"


WHOLE = message(OPERATION, b"\x04", attribute(0x42, "printer-name", b"one"))


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"\x02\x00\x00",
        message(attribute(0x42, "x", b"outside of any group")),
        message(b"\x04\x42\xff\xff"),
        message(b"\x04\x42\x00\x01x\x00\x09short", end=b""),
        message(b"\x04\x42\x00", end=b""),
        WHOLE[:-3],
    ],
)
def test_what_is_cut_off_or_no_ipp_is_one_clear_error(octets: bytes) -> None:
    with pytest.raises(CupsError, match="no IPP"):
        decode_answer(octets)


@given(st.binary(max_size=300))
@example(WHOLE)
def test_any_octets_are_an_answer_or_one_clear_error(octets: bytes) -> None:
    for candidate in (octets, message(octets), message(b"\x04" + octets)):
        try:
            answer = decode_answer(candidate)
        except CupsError:
            continue
        assert isinstance(answer, Answer)
        answer.message()
        for group in answer.groups:
            group.text("printer-name")


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255))
def test_one_wrong_octet_is_survived(position: int, octet: int) -> None:
    damaged = WHOLE[:position] + bytes([octet]) + WHOLE[position + 1 :]
    with contextlib.suppress(CupsError):
        assert decode_answer(damaged).request_id >= 0


@given(
    st.lists(
        st.tuples(
            st.sampled_from([0x41, 0x42, 0x44, 0x45]),
            st.text("abc-", min_size=1, max_size=9),
            st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=9), min_size=1, max_size=3),
        ),
        unique_by=lambda part: part[1],
    )
)
def test_texts_that_are_written_are_read_again(parts: list[tuple[int, str, list[str]]]) -> None:
    octets = b"".join(
        attribute(tag, "" if position else name, value.encode())
        for tag, name, values in parts
        for position, value in enumerate(values)
    )
    assert decode_answer(message(b"\x04", octets)).queues()[0].attributes == {
        name: tuple(values) for _, name, values in parts
    }
