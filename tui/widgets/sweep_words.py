"""A sweep in words: its cost, how far it is, how it ended, what it found (pure)."""

from textual.content import Content

from core.errors import SuppliesError
from core.model.events import SweepEnded
from tui.ages import byte_words, duration_words
from tui.ports import Estimate
from tui.sweep_view import SweepView, ending_words


def cost_content(cost: Estimate | SuppliesError | None) -> Content:
    """One line under the targets: what a sweep costs at most, or what is wrong; None: nothing is typed yet."""
    if cost is None:
        return Content.styled("Type networks, ranges, hosts, names or @file.", "$muted")
    if isinstance(cost, SuppliesError):
        hint = f": {cost.hint}" if cost.hint else ""
        return Content.assemble(("× ", "bold $state-empty"), (cost.title, "$state-empty"), (hint, "$muted"))
    plural = "es" if cost.addresses != 1 else ""
    return Content.styled(
        f"{cost.addresses:,} address{plural}, at most {cost.datagrams:,} datagrams, "
        f"{byte_words(cost.bytes)}, {duration_words(cost.seconds)}",
        "$muted",
    )


def figures_content(sweep: SweepView) -> Content:
    """How far it is; the counts are the view's own, so that they fit each other and the lists below."""
    progress = sweep.progress
    if progress is None:
        return Content.styled("starting", "$muted")
    left = "" if progress.seconds_left is None else f"   {duration_words(progress.seconds_left)} left"
    return Content.assemble(
        ("asked ", "$muted"),
        f"{progress.sent:,}",
        (f" of {progress.total:,}", "$muted"),
        ("   answered ", "$muted"),
        f"{sweep.answered:,}",
        ("   printers ", "$muted"),
        (f"{sweep.printers:,}", "bold"),
        (left, "$muted"),
    )


def ending_content(ended: SweepEnded, back_key: str | None) -> Content:
    """How it ended, its figures, and the way to the devices.

    Args:
        ended: the end.
        back_key: the key that leads to the devices; None where there is none.
    """
    headline, figures = ending_words(ended)
    style = {"complete": "bold $state-ok", "limit": "bold $state-low"}.get(ended.reason, "bold $primary")
    way: tuple[tuple[str, str], ...] = ()
    if back_key is not None:
        way = (("\n", ""), (back_key, "bold $primary"), (" shows all devices", "$muted"))
    return Content.assemble((f"{headline}\n", style), (figures, "$muted"), *way)


def tabs_content(sweep: SweepView, *, shows_others: bool) -> Content:
    """Printers and the rest with their counts; the one shown is marked."""
    chosen = "bold reverse $primary"
    return Content.assemble(
        (f" Printers {sweep.printers} ", "" if shows_others else chosen),
        " ",
        (f" Not printers {sweep.others} ", chosen if shows_others else "" if sweep.others else "$muted"),
    )
