import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SnmpEndlessWalk
from core.snmp.order import SubtreeWalk, arcs, is_under, outermost


def test_oids_sort_as_numbers() -> None:
    assert sorted(["1.3.10", "1.3.9.1", "1.3.9"], key=arcs) == ["1.3.9", "1.3.9.1", "1.3.10"]


@pytest.mark.parametrize(
    ("base", "oid", "inside"),
    [("1.3", "1.3.1", True), ("1.3", "1.3", False), ("1.3", "1.30.1", False), ("1.3.1", "1.3", False)],
)
def test_a_subtree_is_what_lies_below(base: str, oid: str, inside: bool) -> None:
    assert is_under(base, oid) is inside


def test_a_walk_takes_rows_until_one_lies_outside() -> None:
    walk = SubtreeWalk("1.3", 10)
    assert [walk.take(oid, 1) for oid in ("1.3.1", "1.3.2.9", "1.3.10", "1.4")] == [True, True, True, False]
    assert list(walk.rows) == ["1.3.1", "1.3.2.9", "1.3.10"]
    assert walk.position == "1.3.10"


@pytest.mark.parametrize("oid", ["1.3.5", "1.3.4", "1.3.4.9"])
def test_a_row_that_is_not_behind_the_last_one_is_an_error(oid: str) -> None:
    walk = SubtreeWalk("1.3", 10)
    walk.take("1.3.5", 1)
    with pytest.raises(SnmpEndlessWalk, match="backwards"):
        walk.take(oid, 1)


def test_a_wrap_to_the_start_of_the_view_ends_the_walk() -> None:
    """Some agents go on with their first object after their last one."""
    walk = SubtreeWalk("1.3.6.1.4", 10)
    assert walk.take("1.3.6.1.4.1", 1)
    assert not walk.take("1.3.6.1.2.1.1.1.0", 1)


def test_one_row_too_many_is_an_error() -> None:
    walk = SubtreeWalk("1.3", 1)
    assert walk.take("1.3.1", 1)
    with pytest.raises(SnmpEndlessWalk, match=r"more than 1 objects under 1\.3"):
        walk.take("1.3.2", 1)


@pytest.mark.parametrize(
    ("bases", "outer"),
    [
        ([], []),
        (["1.3"], ["1.3"]),
        (["1.3.10", "1.3.9", "1.3.9"], ["1.3.9", "1.3.10"]),
        (["1.3.6.1", "1.3", "1.3.6", "1.30", "1.3.5.1"], ["1.3", "1.30"]),
        (["1.3.6.2.1", "1.3.6.1.5.1", "1.3.6.1.5", "1.3.6.10"], ["1.3.6.1.5", "1.3.6.2.1", "1.3.6.10"]),
    ],
)
def test_what_lies_inside_another_base_is_not_walked_twice(bases: list[str], outer: list[str]) -> None:
    assert outermost(bases) == outer


@given(st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=5).map(lambda arcs: ".".join(map(str, arcs)))))
def test_every_base_is_covered_once(bases: list[str]) -> None:
    outer = outermost(bases)
    assert outer == sorted(outer, key=arcs)
    for base in bases:
        assert sum(base == other or is_under(other, base) for other in outer) == 1
