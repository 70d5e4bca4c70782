"""What the core tells an admin unasked: one line, with how much it matters."""

import logging
from collections.abc import Callable
from typing import Literal

import msgspec

log = logging.getLogger(__name__)

NoticeSeverity = Literal["information", "warning", "error"]
"""As in logging: all goes as it should, something is odd but the work goes on, something could not be done."""

_LEVELS: dict[NoticeSeverity, int] = {
    "information": logging.INFO,
    "warning": logging.WARNING,
    "error": logging.ERROR,
}


class Notice(msgspec.Struct, frozen=True):
    """One line for the admin."""

    text: str
    severity: NoticeSeverity
    """Whoever tells it decides: what hears it knows only the words."""


Tell = Callable[[Notice], None]
"""Hears notices."""


def log_notice(notice: Notice) -> None:
    """Where nobody else hears it."""
    log.log(_LEVELS[notice.severity], "%s", notice.text)
