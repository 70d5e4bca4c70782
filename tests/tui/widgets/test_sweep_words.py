from datetime import UTC, datetime, timedelta

import pytest

from core.discovery.options import AS_SET, SweepOptions
from core.errors import UsageError
from core.model.events import SweepStarted
from core.model.sweep import StartedBy
from tests.tui.discovery_fakes import Estimate
from tests.tui.sweep_events import NOW, found, progress, swept
from tui.sweep_view import SweepView
from tui.widgets.sweep_words import (
    ENDINGS,
    cost_content,
    ending_content,
    ending_of,
    figures_content,
    next_words,
    options_words,
    running_words,
    share_content,
    tabs_content,
    unknown_words,
    when_words,
)

ALL = SweepOptions(communities=("lab", "public"), port=1161, rate=2000, limit_seconds=90.0)


@pytest.mark.parametrize(
    ("cost", "options", "words"),
    [
        (None, AS_SET, "Type networks, ranges, hosts, names or @file; → completes."),
        (UsageError("10.1 is no address", "four numbers"), AS_SET, "× 10.1 is no address: four numbers"),
        (UsageError("[b]no"), AS_SET, "× [b]no"),
        (
            Estimate(0, 0, 0, 0.0, excluded=256, refusal=UsageError("all 256 addresses are excluded", "name others")),
            ALL,
            "× all 256 addresses are excluded: name others",
        ),
        (
            Estimate(2, 4, 368, 1.0, excluded=254, unknown_names=("lp7", "lp8")),
            AS_SET,
            "2 addresses (254 excluded), at most 4 datagrams, 368 bytes, 1 s; no address known of lp7, lp8",
        ),
        (Estimate(1, 2, 184, 0.4), AS_SET, "1 address, at most 2 datagrams, 184 bytes, below 1 s"),
        (
            Estimate(70_000, 140_000, 12_880_000, 280.0, is_cut_by_limit=True, is_large=True),
            SweepOptions(limit_seconds=10.0),
            "70,000 addresses, at most 140,000 datagrams, 12.9 MB, 5 min, but it ends after 10 s; at most 10 s",
        ),
        (
            Estimate(2, 4, 368, 1.0),
            ALL,
            f"2 addresses, at most 4 datagrams, 368 bytes, 1 s; {options_words(ALL)}",
        ),
    ],
)
def test_the_cost_in_words(cost: Estimate | UsageError | None, options: SweepOptions, words: str) -> None:
    assert cost_content(cost, options, options.limit_seconds or 300).plain == words


def test_options_give_no_community_away() -> None:
    assert options_words(ALL) == "community l···, community public, port 1161, 2,000 a second, at most 90 s"
    assert options_words(AS_SET) == ""


def test_the_share_says_what_it_is_of_and_who_leaves_what_is_asked() -> None:
    view = SweepView()
    view.hear(SweepStarted(targets=("192.0.2.0/24",), started_by="terminal", at=NOW))
    assert share_content(view).plain == ""
    assert running_words(view) == "A sweep is running. What was found stays."
    view.hear(progress(254, answered=0, printers=0))
    assert share_content(view).plain == "25% of all questions"
    assert running_words(view) == "A sweep is running: 254 of 508 addresses asked. What was found stays."


@pytest.mark.parametrize(
    ("started_by", "begin"), [("terminal", "asked 9 of 508"), ("schedule", "by schedule   asked 9 of 508")]
)
def test_the_figures_of_a_running_sweep(started_by: StartedBy, begin: str) -> None:
    view = SweepView()
    view.hear(SweepStarted(targets=("192.0.2.0/24",), started_by=started_by, at=NOW))
    assert figures_content(view).plain.endswith("starting")
    view.hear(progress(9, answered=1, printers=0))
    view.hear(found(1))
    assert figures_content(view).plain == f"{begin}   answered 1   printers 1   2 s left"
    view.hear(progress(9, answered=1, printers=0, left=None))
    assert "left" not in figures_content(view).plain


@pytest.mark.parametrize(
    ("reason", "headline"),
    [
        ("complete", "● Complete: every address was asked"),
        ("limit", "! Time limit reached: not every address was asked in every way; give it more time"),
        ("stopped", "■ Stopped by you: what was found stays"),
        ("gave way", "→ Gave way: to a sweep that was started by hand; it is run again"),
        ("left", "○ Left: the program ended before it"),
        ("failed", "× Failed: no socket"),
    ],
)
def test_the_endings_are_told_apart(reason: str, headline: str) -> None:
    record = swept(0, "x", reason=reason, problem="no socket" if reason == "failed" else None)
    assert ending_content(record, None).plain.splitlines()[0] == headline


@pytest.mark.parametrize(
    ("facts", "news"),
    [
        ({"new": 3}, "3 new"),
        ({"gone": 1}, "1 known did not answer"),
        ({"new": 1200, "gone": 2}, "1,200 new, 2 known did not answer"),
    ],
)
def test_the_news_of_a_complete_sweep_stand_first(facts: dict[str, object], news: str) -> None:
    lines = ending_content(swept(0, "x", **facts), None).plain.splitlines()
    assert lines == [f"● Complete: {news}", "254 of 254 addresses in 5 s, 48.3 kB sent, 4.2 kB received"]


def test_the_time_limit_says_whether_anybody_was_left_out() -> None:
    lines = ending_content(swept(0, "x", reason="limit", asked=90), None).plain.splitlines()
    assert lines[0] == "! Time limit reached: not every address was asked; give it more time"


def test_many_unknown_names_are_counted() -> None:
    assert unknown_words(("a", "b", "c")) == "no address known of a, b, c"
    assert unknown_words(tuple("abcdefgh")) == "no address known of a, b, c and 5 more"


def test_no_two_endings_look_alike_without_color() -> None:
    assert len({ending.glyph for ending in ENDINGS.values()}) == len({ending.word for ending in ENDINGS.values()}) == 6
    assert ending_of("unheard of").word == "unknown"


@pytest.mark.parametrize(
    ("facts", "figures"),
    [
        ({}, ["254 of 254 addresses in 5 s, 48.3 kB sent, 4.2 kB received"]),
        (
            {"new": 3, "gone": None, "reason": "limit"},
            ["3 new; 254 of 254 addresses at least once in 5 s, 48.3 kB sent, 4.2 kB received"],
        ),
        (
            {"asked": 90, "gone": None, "reason": "stopped"},
            ["90 of 254 addresses in 5 s, 48.3 kB sent, 4.2 kB received"],
        ),
        (
            {"unknown_names": ("lp7",)},
            [
                "254 of 254 addresses in 5 s, 48.3 kB sent, 4.2 kB received",
                "no address known of lp7: not asked",
            ],
        ),
        ({"total": 0, "asked": 0}, ["no address in 5 s, 48.3 kB sent, 4.2 kB received"]),
        (
            {"unsent": 2, "problem": "No route to host"},
            [
                "254 of 254 addresses in 5 s, 48.3 kB sent, 4.2 kB received",
                "2 datagrams could not be sent: No route to host",
            ],
        ),
    ],
)
def test_the_figures_of_an_ended_sweep(facts: dict[str, object], figures: list[str]) -> None:
    lines = ending_content(swept(0, "x", **facts), "q").plain.splitlines()
    assert lines[1:] == [*figures, "q shows all devices"]


LOCAL = NOW.astimezone()


@pytest.mark.parametrize(
    ("days", "day"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (2, f"{LOCAL + timedelta(days=2):%A}"),
        (6, f"{LOCAL + timedelta(days=6):%A}"),
        (7, "11 March"),
    ],
)
def test_a_time_to_come_in_words(days: int, day: str) -> None:
    moment = LOCAL.replace(hour=23, minute=5) + timedelta(days=days)
    assert when_words(moment.astimezone(UTC), NOW) == f"{day} 23:05"


@pytest.mark.parametrize(
    ("moment", "other", "words"),
    [
        (None, None, "no sweep by schedule"),
        (NOW - timedelta(minutes=1), None, "next sweep as soon as it can (daily)"),
        (
            None,
            "the terminal on srv1, process 4",
            "► the terminal on srv1, process 4 is sweeping   ",
        ),
    ],
)
def test_the_next_sweep_in_words(moment: datetime | None, other: str | None, words: str) -> None:
    assert next_words(moment, NOW, "daily", other).plain == words


def test_the_tab_that_is_shown_is_marked_without_color() -> None:
    tabs = tabs_content([("Targets", 1200), ("Printers", 0)], 0)
    assert tabs.plain == " Targets 1,200   Printers 0 "
    assert [str(span.style) for span in tabs.spans if "reverse" in str(span.style)] == ["bold reverse $primary"]
