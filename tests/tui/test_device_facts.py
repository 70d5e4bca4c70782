from dataclasses import replace as replace_fields
from datetime import timedelta

import pytest
from msgspec.structs import replace

from core.model.device import AddressUse, Device, Quarantine, Reading
from core.model.history import Day, History
from core.model.level import Percent
from core.model.status import Counters, Cover, Status
from core.settings import PollingSettings
from tests.tui.fakes import NOW
from tests.tui.printers import detailed, printer, toners
from tui.device_facts import (
    Around,
    Told,
    connection_facts,
    contact_facts,
    covers_words,
    identity_facts,
    status_facts,
)
from tui.page_rates import PageRate

AROUND = Around(now=NOW, polling=PollingSettings(), credentials=lambda reference: f"those of {reference}")
DEVICE = printer(1, "lp1", "HP", "M1", toners(50), location="2nd floor")


def said(facts: list[Told], label: str) -> str | None:
    return next((fact.text for fact in facts if fact.label == label), "(no such fact)")


def test_a_device_that_answers_has_nothing_to_say_of_its_contact() -> None:
    assert contact_facts(DEVICE, AROUND) == []


@pytest.mark.parametrize(
    ("device", "label", "words"),
    [
        (
            replace(DEVICE, silent_since=NOW - timedelta(minutes=11), misses=2),
            "Silent",
            "since 11:49 (11 min), 2 of 3 polls missed",
        ),
        (
            replace(DEVICE, silent_since=NOW - timedelta(days=2), unreachable_since=NOW - timedelta(days=2), misses=3),
            "Unreachable",
            "since 2026-03-02 12:00 (2 d); what is shown is the last that is known",
        ),
        (replace(DEVICE, problem="wrong community"), "Problem", "wrong community"),
        (
            replace(
                DEVICE,
                quarantine=Quarantine(
                    since=NOW, until=NOW + timedelta(minutes=50), reason="it restarted right after being asked"
                ),
            ),
            "Left alone",
            "until 12:50 (in 50 min): it restarted right after being asked",
        ),
        (replace(DEVICE, is_ignored=True), "Ignored", "it is not polled, and later sweeps leave it out"),
        (replace(DEVICE, is_managed_elsewhere=True), "Managed", "elsewhere: kept out of orders and rewards"),
    ],
)
def test_what_is_unusual_is_said_with_times(device: Device, label: str, words: str) -> None:
    (fact,) = contact_facts(device, AROUND)
    assert (fact.label, fact.text) == (label, words)


def test_a_quarantine_that_is_over_is_not_told() -> None:
    over = Quarantine(since=NOW - timedelta(hours=2), until=NOW - timedelta(hours=1), reason="it restarted")
    assert contact_facts(replace(DEVICE, quarantine=over), AROUND) == []


def with_reading(**fields: object) -> Device:
    assert DEVICE.reading is not None
    return replace(DEVICE, reading=replace(DEVICE.reading, **fields))


@pytest.mark.parametrize(
    ("device", "label", "words"),
    [
        (printer(1, "a", "HP", "M1", None), "Status", "not read yet"),
        (with_reading(status=Status(printer="stopped", device="down")), "Status", "stopped, down"),
        (with_reading(status=Status(printer="idle", asleep=True)), "Status", "idle, asleep"),
        (with_reading(status=Status()), "Status", "not known"),
        (with_reading(status=Status(errors=("jammed", "lowToner"))), "Errors", "paper jam, low on toner or ink"),
        (with_reading(status=Status(errors=("newBit",))), "Errors", "newBit"),
        (with_reading(status=Status(printer="idle")), "Errors", "none"),
        (with_reading(status=Status(console=("Ready", "Tray 2"))), "Panel", "Ready / Tray 2"),
        (with_reading(), "Panel", None),
        (with_reading(counters=Counters(pages=48213, pages_unit="impressions")), "Pages", "48,213 impressions"),
        (with_reading(counters=Counters(by_kind={"color": 20110})), "Color", "20,110"),
        (with_reading(counters=Counters(pages=7, by_kind={"total": 7})), "Total", "(no such fact)"),
        (with_reading(counters=Counters(pages=7, by_kind={"total": 9})), "Total", "9"),
        (with_reading(uptime_seconds=7200.0), "Running", "since 09:57 (2 h)"),
        (with_reading(full_at=NOW - timedelta(hours=5)), "Read", "3 min ago, in full 5 h ago"),
        (with_reading(read_at=NOW), "Read", "just now"),
    ],
)
def test_the_status_is_told_in_words(device: Device, label: str, words: str | None) -> None:
    assert said(status_facts(device, AROUND), label) == words


@pytest.mark.parametrize(
    ("source", "full_hours", "pages", "color"),
    [
        ("printer-mib", 3, "48,213", "20,110, as of 3 h ago"),
        ("kyocera", 3, "48,213", "20,110, as of 3 h ago"),
        ("hp", 3, "48,213, as of 3 h ago", "20,110, as of 3 h ago"),
        ("hp", 0, "48,213", "20,110"),
        ("printer-mib", None, "48,213", "20,110"),
    ],
)
def test_counters_that_no_poll_asks_say_as_of_when_they_are(
    source: str, full_hours: int | None, pages: str, color: str
) -> None:
    counters = Counters(pages=48213, pages_source=source, by_kind={"color": 20110})
    full_at = None if full_hours is None else NOW - timedelta(hours=full_hours, minutes=3)
    facts = status_facts(with_reading(counters=counters, full_at=full_at), AROUND)
    assert (said(facts, "Pages"), said(facts, "Color")) == (pages, color)


def test_pages_a_day_stand_by_the_pages_where_they_are_known() -> None:
    around = Around(now=NOW, polling=PollingSettings(), rates=(PageRate(30, 143),))
    labels = [fact.label for fact in status_facts(detailed(), around)]
    assert labels[labels.index("Pages") + 1] == "Pages a day"
    assert said(status_facts(detailed(), around), "Pages a day") == "about 143 over 30 days"
    assert said(status_facts(detailed(), AROUND), "Pages a day") == "(no such fact)"


def test_a_level_that_is_probably_upside_down_is_told_with_what_turns_it() -> None:
    days = [
        Day(
            date=NOW.date() - timedelta(days=2 * ago),
            device_id=DEVICE.id,
            levels={"1.1": Percent(value=50.0 - 2 * ago)},
            pages=9000 - 100 * ago,
        )
        for ago in reversed(range(6))
    ]
    around = replace_fields(AROUND, past=History(days=tuple(days)))
    words = "Black Toner Cartridge: it rises while pages are printed; f turns it"
    assert status_facts(DEVICE, around)[-1] == Told("Direction", words, is_trouble=True)
    by_command = replace_fields(around, how_to_turn=lambda index: f"--turn {index} turns it")
    assert (said(status_facts(DEVICE, by_command), "Direction") or "").endswith("; --turn 1.1 turns it")
    assert said(status_facts(DEVICE, AROUND), "Direction") == "(no such fact)"
    fallen = replace_fields(AROUND, past=History(days=tuple(reversed(days))))
    assert said(status_facts(DEVICE, fallen), "Direction") == "(no such fact)"


def test_the_admins_words_come_before_the_devices_own() -> None:
    assert said(identity_facts(DEVICE, AROUND), "Name") == "lp1"
    named = replace(DEVICE, given_name="Front desk", given_location="Hall 3")
    facts = identity_facts(named, AROUND)
    assert [(fact.label, fact.text) for fact in facts[:4]] == [
        ("Name", "Front desk"),
        ("Calls itself", "lp1"),
        ("Location", "Hall 3"),
        ("Says it is in", "2nd floor"),
    ]


def test_how_it_is_reached_and_what_it_was_before() -> None:
    uses = tuple(
        AddressUse(
            address=f"192.0.2.{n}", port=161, first_seen=NOW - timedelta(days=9), last_seen=NOW - timedelta(days=n)
        )
        for n in (7, 5, 1)
    )
    moved = replace(
        DEVICE,
        addresses=uses,
        host="lp1.example.net",
        interval_seconds=60.0,
        credentials="v3:lab",
        absorbed=(printer(9, "old", "HP", "M1", None),),
    )
    assert [(fact.label, fact.text) for fact in connection_facts(moved, AROUND)] == [
        ("Address", "192.0.2.1:161"),
        ("Added by name", "lp1.example.net"),
        ("Before", "192.0.2.5:161 until 2026-02-27 12:00"),
        ("", "192.0.2.7:161 until 2026-02-25 12:00"),
        ("Protocol", "SNMPv2c, bulk, 20 objects a request, 2 s"),
        ("Credentials", "those of v3:lab"),
        ("Polled", "every 60 s, an interval of its own"),
        ("Merged", "HP M1 SN0000009, at 192.0.2.9:161 then"),
    ]
    assert said(connection_facts(DEVICE, AROUND), "Polled") == "every 5 min"


def test_a_recording_has_no_port_and_no_credentials() -> None:
    facts = connection_facts(replace(DEVICE, address="a.snmprec", port=0), Around(now=NOW, polling=PollingSettings()))
    assert said(facts, "Address") == "a.snmprec"
    assert said(facts, "Credentials") == "(no such fact)"


@pytest.mark.parametrize(
    ("states", "words"),
    [
        ((), None),
        (("closed", "closed"), "all closed"),
        (("closed", "open"), "open: Cover 2"),
        (("closed", "unknown"), "not known"),
    ],
)
def test_covers_in_words(states: tuple[str, ...], words: str | None) -> None:
    covers = tuple(Cover(index=f"1.{n}", name=f"Cover {n}", state=state) for n, state in enumerate(states, 1))
    assert covers_words(covers) == words


def test_a_reading_of_now_needs_no_second_age() -> None:
    assert isinstance(DEVICE.reading, Reading)
    whole = with_reading(full_at=DEVICE.reading.read_at)
    assert said(status_facts(whole, AROUND), "Read") == "3 min ago"
