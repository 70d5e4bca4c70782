"""One line of the table: a figure, its yardstick of the same run, and what DESIGN.md section 7 allows."""

from typing import Any

import msgspec


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured; at most one of the two limits is set."""

    bench: str
    """The name of the bench, e.g. "poll-cpu"."""
    what: str
    """In words, with the size."""
    figure: float
    unit: str
    """Of figure and yardstick: "µs", "ms", "s", "B" or "MB"."""
    yardstick: float | None = None
    """The same of something simpler, measured in the same run."""
    against: str = ""
    """What the yardstick is."""
    max_ratio: float | None = None
    """The budget, where it is a multiple of the yardstick."""
    max_figure: float | None = None
    """The budget, where it is a figure."""

    @property
    def ratio(self) -> float | None:
        """Figure to yardstick; None where there is no yardstick, or nothing to divide by."""
        return self.figure / self.yardstick if self.yardstick else None

    @property
    def verdict(self) -> str:
        """ "holds" or "misses"; empty where no budget was set."""
        if self.max_figure is not None:
            return "holds" if self.figure <= self.max_figure else "misses"
        if self.max_ratio is not None:
            return "holds" if self.ratio is not None and self.ratio <= self.max_ratio else "misses"
        return ""


def as_object(row: Row) -> dict[str, Any]:
    """The row for `--json`: its fields, its ratio, and `holds` as true, false or (no budget) null."""
    fields: dict[str, Any] = msgspec.to_builtins(row)
    return fields | {"ratio": row.ratio, "holds": row.verdict == "holds" if row.verdict else None}
