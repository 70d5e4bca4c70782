from collections.abc import Callable

from core.printer.vendors import sharp
from core.printer.vendors.facts import VendorFacts

Read = Callable[..., VendorFacts]
TABLE = {
    "1.4.60": (70, "Prints"),
    "1.4.75": (22, "Duplex"),
    "4.4.60": (30, "Copies"),
    "5.4.61": (80, "Black & White Total Count"),
    "5.4.63": (15, "Full Color Total Count"),
    "5.4.64": (4, "Two Color Total Count"),
    "5.4.80": (1, "Single Color Total Count"),
    "5.5.61": (9, "Black & White Other Count"),
    "7.4.50": (6, "Scan to E-mail/FTP"),
    "8.4.50": (2, "Scan to HDD"),
}


def values(*, named: bool) -> dict[str, object]:
    numbers: dict[str, object] = {f"{sharp.VALUES}.{suffix}": count for suffix, (count, _) in TABLE.items()}
    names = {f"{sharp.NAMES}.{suffix}": name.encode() for suffix, (_, name) in TABLE.items()}
    return numbers | names if named else numbers


def test_names_decide_and_totals_add_up(read: Read) -> None:
    facts = read(sharp.DIALECT, values(named=True))
    assert facts.counters == {
        "print": 70, "duplex": 22, "copy": 30, "black": 80, "color": 20, "total": 100, "scan": 8,
    }  # fmt: skip
    assert facts.pages == 100


def test_known_numbers_stand_in_where_nothing_has_a_name(read: Read) -> None:
    assert read(sharp.DIALECT, values(named=False)).counters == {"print": 70, "black": 80, "color": 15, "total": 95}


def test_status_text_is_the_panel(read: Read) -> None:
    assert read(sharp.DIALECT, {sharp.STATUS_TEXT: b"Ready to copy\0"}).console == ("Ready to copy",)
    assert read(sharp.DIALECT, {sharp.STATUS_TEXT: b"\0"}).console == ()
