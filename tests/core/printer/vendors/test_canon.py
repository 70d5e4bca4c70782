from collections.abc import Callable

from core.printer.vendors import canon
from core.printer.vendors.facts import VendorFacts

Read = Callable[..., VendorFacts]


def named(*rows: tuple[str, int]) -> dict[str, object]:
    values: dict[str, object] = {}
    for number, (name, value) in enumerate(rows, 1):
        values |= {f"{canon.BY_NAME}.2.{number}": name.encode(), f"{canon.BY_NAME}.3.{number}": value}
    return values


def coded(**codes: int) -> dict[str, object]:
    return {f"{canon.BY_CODE}.{code[1:]}": value for code, value in codes.items()}


def test_sizes_of_one_color_add_up(read: Read) -> None:
    facts = read(canon.DIALECT, coded(c101=100, c112=3, c113=57, c122=1, c123=39, c301=80, c501=12))
    assert facts.counters == {"total": 100, "black": 60, "color": 40, "print": 80, "scan": 12}
    assert facts.pages == 100


def test_names_of_the_small_ones(read: Read) -> None:
    values = named(("Total 1", 90), ("Total (Black 1)", 70), ("Print (Total 1)", 88), ("Total 2", 5), ("Total 1", 1))
    assert read(canon.DIALECT, values).counters == {"total": 90, "black": 70, "print": 88}


def test_codes_are_never_added_to_names(read: Read) -> None:
    assert read(canon.DIALECT, named(("Total (Black 1)", 70)) | coded(c113=69)).counters == {"black": 69}


def test_identity(read: Read) -> None:
    facts = read(canon.DIALECT, {canon.MODEL: b"iR 9", canon.SERIAL: b"ABC00001", canon.FIRMWARE: b"01.2"})
    assert (facts.model, facts.serial, facts.firmware) == ("iR 9", "ABC00001", "01.2")
