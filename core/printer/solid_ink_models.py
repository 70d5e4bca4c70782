"""Which printers melt sticks of solid ink: Phaser 8200 to 8860 and the ColorQubes (PROTOCOL 3.1)."""

import re

from core.model.device import Identity
from core.printer.answers import Answers, as_integer
from core.printer.oids import ENTERPRISES, MARKER_TECH, SUPPLY_TYPE, SYS_DESCR
from core.printer.signs import is_below

SOLID_INK_BRANCHES: tuple[str, ...] = tuple(
    f"{ENTERPRISES}.{branch}"
    for branch in (
        "253.8.62.1.19.6.1",
        "253.8.62.1.19.6.3",
        "253.8.62.1.19.6.7",
        "253.8.62.1.19.6.9",
        "253.8.62.1.19.6.17",
        "253.8.62.1.19.6.18",
        "253.8.62.1.24.1",
        "253.8.62.1.24.2",
        "253.8.62.1.24.3",
        "253.8.62.1.24.4",
    )
)
"""sysObjectIDs of solid-ink products (Xerox product-id MIB and GLPI): Phaser 8400, 8500/8550, 8560MFP, 8560, 8860,
8860MFP, ColorQube 92xx, 85xx/8870, 8700/8900, 93xx. An explicit list: lasers share the branch above them."""

_MODELS = re.compile(r"\bPhaser ?(?:8[24]00|85[0-9]0|8860)|\bColorQube\b|\bPhaser ?8[256]0\b", re.IGNORECASE)
_SOLID_TECH = 13
_WAX_TYPES = (12, 14)


def is_solid_ink(identity: Identity, answers: Answers) -> bool:
    """Whether a device is a solid-ink printer: by sysObjectID, marking technology, supply types, or its own names."""
    if any(is_below(identity.object_id, branch) for branch in SOLID_INK_BRANCHES):
        return True
    technologies = [as_integer(value) for _, value in answers.below(MARKER_TECH)]
    if _SOLID_TECH in technologies:
        return True
    if any(as_integer(value) in _WAX_TYPES for _, value in answers.below(SUPPLY_TYPE)):
        return True
    # A technology that is known and is another one overrules a name.
    if any(technology is not None and technology > 2 for technology in technologies):
        return False
    return any(_MODELS.search(text or "") for text in (identity.model, answers.text(SYS_DESCR)))
