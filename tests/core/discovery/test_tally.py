from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from core.credentials import community_reference
from core.discovery.intake import Taken
from core.discovery.options import AS_SET, SweepOptions
from core.discovery.tally import Tally, gone_printers
from core.discovery.targets import parse_targets
from core.model.device import Device, Identity
from core.model.events import SweepEnded, SweepStarted
from core.model.sweep import NAMED_AT_MOST

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PUBLIC = community_reference("public")
STARTED = SweepStarted(targets=("10.1.0.0/24", "lp7"), started_by="command line", at=NOON)


def device(number: int, *, is_printer: bool = True, **facts: object) -> Device:
    made = Device(
        id=f"d{number}", address=f"10.1.0.{number}", identity=Identity(is_printer=is_printer), credentials=PUBLIC
    )
    return replace(made, **facts)


def ended(reason: str = "complete") -> SweepEnded:
    return SweepEnded(
        reason=reason,
        seconds=3.5,
        sent_bytes=900,
        received_bytes=800,
        sent=254,
        total=255,
        answered=4,
        printers=3,
        others=1,
        unsent=2,
        problem="No route to host",
    )


def test_the_record_says_what_was_asked_for_and_what_came_of_it() -> None:
    options = SweepOptions(communities=("lab",), port=1161, rate=50, limit_seconds=60.0)
    tally = Tally(STARTED, options, "abc123")
    for number, is_new, is_printer in ((1, True, True), (2, False, True), (1, False, True), (3, True, False)):
        tally.take(Taken(device(number, is_printer=is_printer), is_new))
    tally.miss([device(9), device(8)])
    record = tally.record(ended())
    assert record.id == "20260302T120000.000000-abc123"
    assert (record.started_at, record.started_by, record.targets) == (NOON, "command line", STARTED.targets)
    assert (record.reason, record.problem, record.seconds) == ("complete", "No route to host", 3.5)
    assert (record.asked, record.total, record.answered, record.printers, record.others) == (254, 255, 4, 3, 1)
    assert (record.new, record.new_ids, record.gone, record.gone_ids) == (1, ("d1",), 2, ("d9", "d8"))
    assert (record.sent_bytes, record.received_bytes, record.unsent) == (900, 800, 2)
    assert (record.port, record.rate, record.limit_seconds) == (1161, 50, 60.0)
    assert record.credentials == (community_reference("lab"),)


def test_where_not_everybody_was_asked_nobody_is_called_gone() -> None:
    record = Tally(STARTED, AS_SET, "x").record(ended("limit"), "it broke")
    assert (record.gone, record.gone_ids, record.problem) == (None, (), "it broke")


def test_a_record_counts_all_and_names_some() -> None:
    tally = Tally(STARTED, AS_SET, "x")
    for number in range(NAMED_AT_MOST + 50):
        tally.take(Taken(device(number), is_new=True))
    tally.miss(device(number) for number in range(NAMED_AT_MOST + 20))
    record = tally.record(ended())
    assert (record.new, len(record.new_ids)) == (NAMED_AT_MOST + 50, NAMED_AT_MOST)
    assert (record.gone, len(record.gone_ids)) == (NAMED_AT_MOST + 20, NAMED_AT_MOST)


@pytest.mark.parametrize(
    ("known", "is_gone"),
    [
        (device(1), True),
        (device(2), False),  # it answered
        (device(3, address="10.2.0.3"), False),
        (device(4, port=1161), False),  # asked at another port
        (device(5, is_printer=False), False),
        (device(6, is_ignored=True), False),
        (device(7, credentials="v3:lab"), False),  # no sweep speaks SNMPv3
        (device(8, credentials=community_reference("lab")), False),
        (device(10, address="lp7.example.net"), False),
    ],
)
def test_only_printers_that_were_asked_and_could_answer_are_missed(known: Device, *, is_gone: bool) -> None:
    gone = gone_printers([known], parse_targets(["10.1.0.0/24"]), found={"d2"}, references={PUBLIC})
    assert gone == ((known,) if is_gone else ())
