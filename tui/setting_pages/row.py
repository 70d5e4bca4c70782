"""One line of the settings screen, and how it is drawn (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from textual.content import Content

from tui.widgets.columns import Column

CHANGED = "•"
"""Before a setting that is not as by default."""
OPENS = "►"
"""Behind the value of what opens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow:
    """One setting, or one line of a list or table."""

    key: str
    group: str
    """The section of the file, or the entry of the table."""
    whose: str = ""
    """What the explanation calls the entry, where the list may not have the room to."""
    shows_group: bool = False
    """Whether it is the first line of that in the list as it is filtered."""
    title: str
    value: str
    """As one reads it, with its unit."""
    is_changed: bool
    """Whether it is not as by default."""
    opens: bool = False
    """Whether it is a list or table of its own."""
    meaning: str
    """One sentence."""
    name: str = ""
    """What it is called in the file and on the command line."""
    facts: str = ""
    """Limits, default, and when a change counts."""

    @property
    def haystack(self) -> str:
        """What the filter looks into, in lower case."""
        return f"{self.group} {self.title} {self.value} {self.meaning} {self.name}".casefold()


def pick(rows: Mapping[str, SettingRow], words: str) -> list[str]:
    """The keys of the rows that have every one of the words, in their order."""
    wanted = words.casefold().split()
    return [key for key, row in rows.items() if all(word in row.haystack for word in wanted)]


def with_first_shown(rows: Mapping[str, SettingRow], order: Sequence[str]) -> dict[str, SettingRow]:
    """The rows, with the group named at the first line of each only.

    Args:
        rows: all of the page.
        order: the keys of those that are shown.
    """
    before: str | None = None
    shown = dict(rows)
    for key in order:
        if rows[key].group != before:
            before = rows[key].group
            shown[key] = replace(rows[key], shows_group=True)
    return shown


def next_group(rows: Sequence[SettingRow], place: int, step: int) -> str | None:
    """The key of the first row of the next group (1) or of the one before (-1); None where there is none.

    Args:
        rows: as they are shown.
        place: of the cursor.
        step: 1 or -1.
    """
    firsts = [here for here, row in enumerate(rows) if here == 0 or row.group != rows[here - 1].group]
    others = [here for here in firsts if here > place] if step > 0 else [here for here in firsts if here < place]
    if not others:
        return None
    return rows[others[0] if step > 0 else others[-1]].key


def summary_words(rows: Mapping[str, SettingRow], about: str, matched: int | None) -> str:
    """The line above the list.

    Args:
        rows: all of the page.
        about: what the page is about; empty: how many are not as by default.
        matched: rows that the filter leaves; None without one.
    """
    changed = sum(row.is_changed for row in rows.values())
    usual = f"All {len(rows)} settings are as by default"
    words = about or (f"{changed} of {len(rows)} settings are not as by default ({CHANGED})" if changed else usual)
    return words if matched is None else f"{words}   {matched} match"


def problem_words(problem: str, matched: int | None) -> Content:
    """What stands there as long as the file does not fit; in a narrow terminal the key that is wrong is still seen."""
    matches = "" if matched is None else f"   {matched} match"
    return Content.assemble(
        ("× ", "bold $state-empty"),
        (f"settings.toml is not in force: {problem}; the settings before are", "$state-empty"),
        (matches, "$muted"),
    )


def _value_cell(row: SettingRow, width: int) -> Content:
    style = "bold" if row.is_changed else "" if row.opens else "$muted"
    if not row.opens:
        return Content.styled(row.value, style)
    room = max(1, width - 2)
    return Content.assemble(Content.styled(row.value, style).truncate(room, ellipsis=True), (f" {OPENS}", "$primary"))


def setting_columns(
    group: str, title: str, value: str, *, has_long_groups: bool = False
) -> tuple[Column[SettingRow], ...]:
    """The columns of a page under these heads; long groups get most of the room that values can do without."""
    return (
        Column(
            id="changed",
            title=" ",
            draw=lambda row, _: Content.styled(CHANGED if row.is_changed else " ", "bold $accent"),
            least=1,
            ideal=1,
        ),
        Column(
            id="group",
            title=group,
            draw=lambda row, _: Content.styled(row.group if row.shows_group else "", "$primary"),
            least=12,
            ideal=48 if has_long_groups else 18,
            share=8 if has_long_groups else 1,
        ),
        Column(
            id="title",
            title=title,
            draw=lambda row, _: Content(row.title),
            least=22 if has_long_groups else 17,
            ideal=24,
        ),
        Column(
            id="value",
            title=value,
            draw=_value_cell,
            least=14 if has_long_groups else 20,
            ideal=14 if has_long_groups else 60,
            share=2,
        ),
        Column(
            id="meaning",
            title="Meaning",
            draw=lambda row, _: Content.styled(row.meaning, "$muted"),
            least=40,
            ideal=100,
            share=3,
            is_growing=True,
            from_width=110,
        ),
    )


def panel_content(row: SettingRow) -> Content:
    """What is below the list: the setting under the cursor in full."""
    title = f"{row.whose}: {row.title}" if row.whose else row.title
    head = Content.assemble((title, "bold"), (f"  {row.name}" if row.name else "", "$muted"))
    lines = [head, Content(row.meaning)]
    if row.facts:
        lines.append(Content.styled(row.facts, "$muted"))
    return Content("\n").join(lines)
