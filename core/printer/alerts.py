"""prtAlertTable: the rows a printer holds, in its words and in ours (RFC 3805)."""

from core.model.status import AlertRow
from core.printer.alert_codes import GROUPS, REMOVAL_CODE, SEVERITIES, TRAININGS, code_name, code_text
from core.printer.answers import Answers, as_integer
from core.printer.oids import (
    ALERT_CODE,
    ALERT_DESCR,
    ALERT_GROUP,
    ALERT_GROUP_INDEX,
    ALERT_SEVERITY,
    ALERT_TRAINING,
)
from core.printer.trail import NO_TRAIL, Trail

MAX_ROWS = 128
"""More rows than any printer keeps (makers' tables hold 10 to 32): the rest is left unread."""
MAX_TEXT = 255
"""Characters of a description that are kept: prtAlertDescription's own limit."""


def read_alerts(answers: Answers, trail: Trail = NO_TRAIL) -> tuple[AlertRow, ...]:
    """The alert rows in the device's order, joined on the full index; those that it took back are left out.

    A row with code 1801 says that the alert whose index is in its group index is over: neither row is given.
    """
    codes = answers.column(ALERT_CODE)
    severities = answers.column(ALERT_SEVERITY)
    groups = answers.column(ALERT_GROUP)
    group_indexes = answers.column(ALERT_GROUP_INDEX)
    texts = answers.column(ALERT_DESCR)
    trainings = answers.column(ALERT_TRAINING)
    indexes = list(dict.fromkeys([*severities, *codes, *groups, *texts]))[:MAX_ROWS]
    over = _taken_back(indexes, {index: as_integer(codes.get(index)) for index in indexes}, group_indexes)
    rows = []
    for index in indexes:
        if index in over:
            trail.note(f"alerts.{index}", "left out", "taken back by a row with code 1801 (RFC 3805)", ALERT_CODE)
            continue
        code = as_integer(codes.get(index))
        group = GROUPS.get(as_integer(groups.get(index)) or 2, "unknown")
        group_index = as_integer(group_indexes.get(index))
        row = AlertRow(
            index=index,
            severity=SEVERITIES.get(as_integer(severities.get(index)) or 1, "other"),
            group=group,
            group_index=group_index if group_index is not None and group_index >= 0 else None,
            code=code_name(code if code is not None else 2),
            text=(answers.as_text(texts.get(index)) or code_text(code if code is not None else 2, group))[:MAX_TEXT],
            training=TRAININGS.get(as_integer(trainings.get(index)) or 0),
        )
        rows.append(row)
        trail.note(
            f"alerts.{index}",
            f"{row.severity} {row.group} {row.code}: {row.text}",
            "prtAlertTable row joined on its full index (RFC 3805)",
            *(f"{column}.{index}" for column in (ALERT_SEVERITY, ALERT_GROUP, ALERT_CODE, ALERT_DESCR)),
        )
    return tuple(rows)


def _taken_back(
    indexes: list[str], codes: dict[str, int | None], group_indexes: dict[str, int | bytes | str]
) -> set[str]:
    over: set[str] = set()
    for index in indexes:
        if codes[index] == REMOVAL_CODE:
            device, _, _ = index.rpartition(".")
            over.add(index)
            named = as_integer(group_indexes.get(index))
            if named is not None:
                over.add(f"{device}.{named}" if device else str(named))
    return over
