import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.discovery.spans import ANY_PORT, Span, SpanSet, format_address


def spans_of(added: list[tuple[int, int]], excluded: list[tuple[int, int]] | None = None) -> list[tuple[int, int]]:
    taken = SpanSet(Span(low, high, ANY_PORT) for low, high in excluded or [])
    for low, high in added:
        taken.add(Span(low, high, 161))
    return [(span.low, span.high) for span in taken.spans]


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ([(1, 5)], [(1, 5)]),
        ([(1, 5), (1, 5)], [(1, 5)]),
        ([(1, 5), (6, 9)], [(1, 9)]),
        ([(6, 9), (1, 5)], [(6, 9), (1, 5)]),
        ([(4, 6), (1, 9)], [(4, 6), (1, 3), (7, 9)]),
        ([(1, 2), (5, 6), (2, 5)], [(1, 2), (5, 6), (3, 4)]),
        ([(1, 9), (3, 4)], [(1, 9)]),
        ([(1, 3), (7, 9), (2, 12)], [(1, 3), (7, 9), (4, 6), (10, 12)]),
    ],
)
def test_each_address_stays_where_it_was_named_first(
    added: list[tuple[int, int]], expected: list[tuple[int, int]]
) -> None:
    assert spans_of(added) == expected


@pytest.mark.parametrize(
    ("excluded", "expected"),
    [
        ([(5, 5)], [(1, 4), (6, 10)]),
        ([(0, 3)], [(4, 10)]),
        ([(8, 20)], [(1, 7)]),
        ([(0, 20)], []),
        ([(2, 3), (3, 5), (7, 7)], [(1, 1), (6, 6), (8, 10)]),
        ([(20, 30)], [(1, 10)]),
    ],
)
def test_excluded_addresses_are_cut_out(excluded: list[tuple[int, int]], expected: list[tuple[int, int]]) -> None:
    assert spans_of([(1, 10)], excluded) == expected


def test_an_exclude_without_a_port_holds_for_every_port_and_one_with_a_port_for_that_one() -> None:
    taken = SpanSet([Span(1, 1, ANY_PORT), Span(2, 2, 161)])
    for port in (161, 1161):
        taken.add(Span(1, 3, port))
    assert taken.spans == (Span(3, 3, 161), Span(2, 3, 1161))


def test_ports_versions_and_zones_never_meet() -> None:
    taken = SpanSet()
    for span in (Span(1, 1, 161), Span(1, 1, 1161), Span(1, 1, 161, 6), Span(1, 1, 161, 6, "eth0")):
        taken.add(span)
    assert taken.count == 4
    assert not taken.has(1, (6, 161, "eth1"))


ranges = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 8)), max_size=12)


@given(added=ranges, excluded=ranges)
def test_it_holds_what_a_plain_set_would_hold(added: list[tuple[int, int]], excluded: list[tuple[int, int]]) -> None:
    taken = SpanSet(Span(low, low + size, ANY_PORT) for low, size in excluded)
    for low, size in added:
        taken.add(Span(low, low + size, 161))
    barred = {number for low, size in excluded for number in range(low, low + size + 1)}
    wanted = {number for low, size in added for number in range(low, low + size + 1)} - barred
    held = [number for span in taken.spans for number in range(span.low, span.high + 1)]
    assert len(held) == len(set(held)) == taken.count
    assert set(held) == wanted
    assert {number for number in range(80) if taken.has(number, (4, 161, ""))} == wanted


@pytest.mark.parametrize(
    ("number", "version", "zone", "text"),
    [(0x0A010203, 4, "", "10.1.2.3"), (1, 6, "", "::1"), (0xFE80 << 112 | 1, 6, "eth0", "fe80::1%eth0")],
)
def test_addresses_are_written_as_usual(number: int, version: int, zone: str, text: str) -> None:
    assert format_address(number, version, zone) == text
