import pytest

from core.discovery.options import AS_SET, SweepOptions
from core.settings import DiscoverySettings
from tui.dialogs.sweep_options import LINES, as_set, complaint, read, written

EMPTY = {line.key: "" for line in LINES}


@pytest.mark.parametrize(
    "options", [AS_SET, SweepOptions(communities=("lab",), port=1161, rate=20, limit_seconds=7.5), SweepOptions(rate=1)]
)
def test_what_is_written_is_read_again(options: SweepOptions) -> None:
    assert read(written(options)) == options


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("communities", "la\tb", "Community: a community has one or more printable characters"),
        ("port", "0", "UDP port: a whole number from 1 to 65,535 is wanted"),
        ("port", "snmp", "UDP port: a whole number from 1 to 65,535 is wanted"),
        ("rate", "100001", "Rate: a whole number from 1 to 100,000 is wanted"),
        ("rate", "2.5", "Rate: a whole number from 1 to 100,000 is wanted"),
        ("limit_seconds", "0", "Time limit: a number above 0"),
        ("limit_seconds", "nan", "Time limit: a number above 0"),
    ],
)
def test_what_does_not_fit_is_named(key: str, text: str, said: str) -> None:
    assert str(complaint({**EMPTY, key: text})).startswith(said)


@pytest.mark.parametrize("text", ["1161", " 1161 ", "1,161"])
def test_numbers_are_read_as_people_write_them(text: str) -> None:
    assert complaint({**EMPTY, "port": text}) is None
    assert read({**EMPTY, "port": text}).port == 1161


def test_empty_lines_show_what_is_set_without_giving_a_community_away() -> None:
    shown = as_set(DiscoverySettings(communities=("public", "xyzzy"), limit_seconds=90.0))
    assert shown == {"communities": "public, x···", "port": "161", "rate": "500", "limit_seconds": "90"}
