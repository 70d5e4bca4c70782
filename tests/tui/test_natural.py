import pytest

from tui.natural import address_order, natural


@pytest.mark.parametrize(
    "ordered",
    [
        ["p1", "P9", "p10"],
        ["10.1.2.9", "10.1.2.10"],
        ["hall 2", "Hall 11", "hall 100"],
        ["a", "B", "c"],
        ["", "1", "a"],
        ["x2", "x09", "x10"],
        ["n" + "9" * 31, "n1" + "0" * 31],
    ],
)
def test_people_count_and_spell_whatever_the_case(ordered: list[str]) -> None:
    assert sorted([*reversed(ordered)], key=natural) == ordered


def test_what_differs_in_zeros_or_case_only_is_alike() -> None:
    assert natural("P007") == natural("p7")


def test_addresses_go_by_their_numbers_then_ipv6_then_what_is_none() -> None:
    ordered = ["9.255.0.1", "10.1.2.9", "10.1.2.10", "2001:db8::9", "2001:db8::10", "fe80::1", "lp7", "lp10"]
    assert sorted([*reversed(ordered)], key=address_order) == ordered


@pytest.mark.parametrize("text", ["", "10.1.2", "10.1.2.3.4", "fe80::1%eth0", "::gg"])
def test_a_wrong_address_is_sorted_too(text: str) -> None:
    assert isinstance(address_order(text), str)
