from collections.abc import Callable

from core.printer.vendors import zebra
from core.printer.vendors.facts import VendorFacts


def test_labels_are_a_counter_and_no_pages(read: Callable[..., VendorFacts]) -> None:
    facts = read(
        zebra.DIALECT, {zebra.LABELS: 12_345, zebra.MODEL: b"ZT999", zebra.SERIAL: b"D1J", zebra.NAME: b"dock-3"}
    )
    assert (facts.counters, facts.pages, facts.supplies) == ({"labels": 12_345}, None, ())
    assert (facts.model, facts.serial, facts.name) == ("ZT999", "D1J", "dock-3")


def test_the_print_servers_ids_stand_in(read: Callable[..., VendorFacts]) -> None:
    card = {zebra.CARD_MODEL: b"ZebraNet", zebra.CARD_SERIAL: b"12", zebra.CARD_FIRMWARE: b"6.1"}
    facts = read(zebra.DIALECT, card)
    assert (facts.model, facts.serial, facts.firmware) == ("ZebraNet", "12", "6.1")
    mobile = read(zebra.DIALECT, card | {zebra.QL_PRODUCT: b"QL999", zebra.QL_SERIAL: b"XXQL1"})
    assert (mobile.model, mobile.serial) == ("QL999", "XXQL1")
