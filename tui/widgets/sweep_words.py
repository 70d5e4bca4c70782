"""A sweep in words: its cost, how far it is, how it ended, what it found (pure)."""

from textual.content import Content

from core.errors import SuppliesError
from core.model.events import SweepEnded, SweepProgressed
from tui.ages import byte_words, duration_words
from tui.ports import Estimate
from tui.sweep_view import SweepView, ending_words


def estimate_content(estimate: Estimate) -> Content:
    """What a sweep costs at most."""
    plural = "es" if estimate.addresses != 1 else ""
    return Content.styled(
        f"{estimate.addresses:,} address{plural}, at most {estimate.datagrams:,} datagrams, "
        f"{byte_words(estimate.bytes)}, {duration_words(estimate.seconds)}",
        "$muted",
    )


def problem_content(error: SuppliesError) -> Content:
    """An error in one line with its hint."""
    return Content.assemble(
        ("× ", "bold $state-empty"), (error.title, "$state-empty"), (f": {error.hint}" if error.hint else "", "$muted")
    )


def figures_content(progress: SweepProgressed | None, sweep: SweepView) -> Content:
    """How far it is."""
    if progress is None:
        return Content.styled("starting", "$muted")
    left = "" if progress.seconds_left is None else f"   {duration_words(progress.seconds_left)} left"
    return Content.assemble(
        ("sent ", "$muted"),
        f"{progress.sent:,}",
        (f" of {progress.total:,}", "$muted"),
        ("   answered ", "$muted"),
        f"{progress.answered:,}",
        ("   printers ", "$muted"),
        (f"{sweep.printers:,}", "bold"),
        (left, "$muted"),
    )


def ending_content(ended: SweepEnded) -> Content:
    """How it ended, and its figures."""
    headline, figures = ending_words(ended)
    style = {"complete": "bold $state-ok", "limit": "bold $state-low"}.get(ended.reason, "bold $primary")
    return Content.assemble((f"{headline}\n", style), (figures, "$muted"))


def tabs_content(sweep: SweepView, *, shows_others: bool) -> Content:
    """Printers and the rest with their counts; the one shown is marked."""
    chosen = "bold reverse $primary"
    return Content.assemble(
        (f" Printers {sweep.printers} ", "" if shows_others else chosen),
        " ",
        (f" Not printers {sweep.others} ", chosen if shows_others else "" if sweep.others else "$muted"),
    )
