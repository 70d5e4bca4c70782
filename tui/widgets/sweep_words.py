"""A sweep in words: its cost, how far it is, how it ended, what it found, when the next one is (pure)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from textual.content import Content

from core.discovery.options import SweepOptions
from core.errors import SuppliesError
from core.model.sweep import SweepRecord
from core.settings.values import masked
from tui.ages import byte_words, duration_words
from tui.discovery_ports import Estimate
from tui.sweep_view import SweepView

NAMED = 3
"""Names of hosts in one line; more are counted."""


class Ending(NamedTuple):
    """One way in which sweeps end."""

    glyph: str
    word: str
    """For a list."""
    headline: str
    meaning: str
    style: str


ENDINGS = {
    "complete": Ending("●", "complete", "Complete", "every address was asked", "$state-ok"),
    "limit": Ending(
        "!",
        "time limit",
        "Time limit reached",
        "not every address was asked; give it more time",
        "$state-low",
    ),
    "stopped": Ending("■", "stopped", "Stopped by you", "what was found stays", "$primary"),
    "gave way": Ending("→", "gave way", "Gave way", "to a sweep that was started by hand; it is run again", "$primary"),
    "left": Ending("○", "left", "Left", "the program ended before it", "$muted"),
    "failed": Ending("×", "failed", "Failed", "", "$state-empty"),
}
"""Reason of the end -> how it is shown."""
_UNKNOWN = Ending("?", "unknown", "Ended", "", "$muted")


def ending_of(reason: str) -> Ending:
    """How a reason is shown."""
    return ENDINGS.get(reason, _UNKNOWN)


def cost_content(cost: Estimate | SuppliesError | None, options: SweepOptions, limit_seconds: float) -> Content:
    """What a sweep costs at most and what it does otherwise than set, or what is wrong; None: nothing is typed yet.

    Args:
        cost: the estimate, or the error.
        options: of this sweep.
        limit_seconds: how long it may take.
    """
    if cost is None:
        return Content.styled("Type networks, ranges, hosts, names or @file; → completes.", "$muted")
    if isinstance(cost, SuppliesError):
        return problem_content(cost)
    if cost.refusal is not None:
        return problem_content(cost.refusal)
    plural = "es" if cost.addresses != 1 else ""
    excluded = f" ({cost.excluded:,} excluded)" if cost.excluded else ""
    words = (
        f"{cost.addresses:,} address{plural}{excluded}, at most {cost.datagrams:,} datagrams, "
        f"{byte_words(cost.bytes)}, {duration_words(cost.seconds)}"
    )
    cut = f", but it ends after {duration_words(limit_seconds)}" if cost.is_cut_by_limit else ""
    parts: list[tuple[str, str]] = [(words, "$muted"), (cut, "$state-low")]
    if cost.unknown_names:
        parts.append((f"; {unknown_words(cost.unknown_names)}", "$state-low"))
    if said := options_words(options):
        parts.append((f"; {said}", "$primary"))
    return Content.assemble(*parts)


def problem_content(problem: SuppliesError) -> Content:
    """What is wrong with the targets, and what to do about it."""
    hint = f": {problem.hint}" if problem.hint else ""
    return Content.assemble(("× ", "bold $state-empty"), (problem.title, "$state-empty"), (hint, "$muted"))


def unknown_words(names: Sequence[str]) -> str:
    """Which names were not asked: "no address known of printer7, printer8 and 5 more"."""
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return f"no address known of {', '.join(names[:NAMED])}{more}"


def options_words(options: SweepOptions) -> str:
    """What a sweep does otherwise than set: "community l···, port 1161, 20 a second, at most 10 s"; empty: nothing."""
    words = [f"community {masked(name)}" for name in options.communities]
    if options.port is not None:
        words.append(f"port {options.port}")
    if options.rate is not None:
        words.append(f"{options.rate:,} a second")
    if options.limit_seconds is not None:
        words.append(f"at most {duration_words(options.limit_seconds)}")
    return ", ".join(words)


def share_content(sweep: SweepView) -> Content:
    """How much is done, and of what: silent addresses are asked more than once, so that it is less than those asked."""
    if sweep.percent is None:
        return Content("")
    return Content.assemble(f"{sweep.percent}%", (" of all questions", "$muted"))


def running_words(sweep: SweepView) -> str:
    """Who leaves is told what ends with that."""
    asked = "" if sweep.progress is None else f": {sweep.progress.sent:,} of {sweep.progress.total:,} addresses asked"
    return f"A sweep is running{asked}. What was found stays."


def figures_content(sweep: SweepView) -> Content:
    """How far it is; the counts are the view's own, so that they fit each other and the lists below."""
    progress = sweep.progress
    by = ("by schedule   ", "$primary") if sweep.is_scheduled else ("", "")
    if progress is None:
        return Content.assemble(by, ("starting", "$muted"))
    left = "" if progress.seconds_left is None else f"   {duration_words(progress.seconds_left)} left"
    return Content.assemble(
        by,
        ("asked ", "$muted"),
        f"{progress.sent:,}",
        (f" of {progress.total:,}", "$muted"),
        ("   answered ", "$muted"),
        f"{sweep.answered:,}",
        ("   printers ", "$muted"),
        (f"{sweep.printers:,}", "bold"),
        (left, "$muted"),
    )


def ending_content(record: SweepRecord, back_key: str | None) -> Content:
    """How it ended, its figures, and the way to the devices.

    Args:
        record: what came of it.
        back_key: the key that leads to the devices; None where there is none.
    """
    ending, news = ending_of(record.reason), news_words(record)
    meaning = ending.meaning
    if record.reason == "failed":
        meaning = record.problem or ""
    elif record.reason == "limit" and _is_asked_in_part(record):
        meaning = "not every address was asked in every way; give it more time"
    elif record.reason == "complete" and news:
        meaning, news = news, ""
    parts: list[tuple[str, str]] = [
        (f"{ending.glyph} {ending.headline}: {meaning}\n", f"bold {ending.style}"),
        (f"{news}; " if news else "", ""),
        (cost_words(record), "$muted"),
    ]
    if record.unsent:
        parts.append((f"\n{record.unsent:,} datagrams could not be sent: {record.problem}", "$state-low"))
    if record.unknown_names:
        parts.append((f"\n{unknown_words(record.unknown_names)}: not asked", "$state-low"))
    if back_key is not None:
        parts += [("\n", ""), (back_key, "bold $primary"), (" shows all devices", "$muted")]
    return Content.assemble(*parts)


def news_words(record: SweepRecord) -> str:
    """What it changed: "3 new, 1 known did not answer"; empty where nothing did."""
    words = [f"{record.new:,} new"] if record.new else []
    if record.gone:
        words.append(f"{record.gone:,} known did not answer")
    return ", ".join(words)


def cost_words(record: SweepRecord) -> str:
    """Its figures: "254 of 254 addresses in 3 s, 27.6 kB sent, 4.2 kB received"."""
    asked = f"{record.asked:,} of {record.total:,} addresses" if record.total else "no address"
    if _is_asked_in_part(record):
        asked += " at least once"
    return (
        f"{asked} in {duration_words(record.seconds)}, "
        f"{byte_words(record.sent_bytes)} sent, {byte_words(record.received_bytes)} received"
    )


def _is_asked_in_part(record: SweepRecord) -> bool:
    """Whether every address was asked, but those that are silent not in each version and with each community."""
    return record.reason != "complete" and 0 < record.total == record.asked


def next_words(moment: datetime | None, now: datetime, schedule: str, other: str | None) -> Content:
    """When the next sweep by itself is: "next sweep tomorrow 03:00 (daily)"; before that, who else sweeps now.

    Args:
        moment: when it is due; None: never.
        now: the time.
        schedule: "daily" or "weekly".
        other: the program that sweeps now, if it is another one.
    """
    busy = Content.assemble(("► ", "bold $primary"), (f"{other} is sweeping   ", "$primary")) if other else Content("")
    if moment is None:
        return busy if other else Content.styled("no sweep by schedule", "$muted")
    when = "as soon as it can" if moment <= now else when_words(moment, now)
    return Content.assemble(busy, ("next sweep ", "$muted"), when, (f" ({schedule})", "$muted"))


def when_words(moment: datetime, now: datetime) -> str:
    """A time to come by the local clock: "today 15:00", "tomorrow 03:00", "Sunday 03:00", "8 March 03:00"."""
    there, here = moment.astimezone(), now.astimezone()
    days = (there.date() - here.date()) / timedelta(days=1)
    day = {0: "today", 1: "tomorrow"}.get(int(days)) or (f"{there:%A}" if days < 7 else f"{there.day} {there:%B}")
    return f"{day} {there:%H:%M}"


def tabs_content(tabs: Sequence[tuple[str, int]], shown: int) -> Content:
    """The views of the list below with their counts; the one shown is marked.

    Args:
        tabs: title and count of each.
        shown: the place of the one shown.
    """
    parts: list[tuple[str, str]] = []
    for place, (title, count) in enumerate(tabs):
        style = "bold reverse $primary" if place == shown else "" if count else "$muted"
        parts += [(" " if place else "", ""), (f" {title} {count:,} ", style)]
    return Content.assemble(*parts)
