"""What is in a cartridge that is only called one: toner or ink, by what the device prints with."""

import re

from core.printer.answers import Answers, as_integer
from core.printer.oids import HR_DEVICE_DESCR, MARKER_TECH, SYS_DESCR
from core.printer.supply_types import fold

_LASER_TECHNOLOGIES = frozenset({3, 4, 5})
_INK_TECHNOLOGIES = frozenset({12, 14})
_LASER_PARTS = frozenset({"toner", "tonerCartridge", "opc", "fuser", "developer", "wasteToner"})
_INK_PARTS = frozenset({"ink", "inkCartridge", "wasteInk"})
# The word in English, German, French, Spanish, Portuguese, Italian and Dutch, also where an agent cut it off.
_CARTRIDGE = re.compile(r"cartridg|cartouche|patrone|kassette|kartusche|cartucho|cartuccia|cassette")
_LASER_WORDS = re.compile(r"laser|\blbp-?\d|\bhl-?l?\d", re.IGNORECASE)
_INK_WORDS = re.compile(
    r"office ?jet|desk ?jet|design ?jet|page ?wide|photosmart|ink ?jet|imageprograf|\bipf\d|stylus|workforce",
    re.IGNORECASE,
)
_MAX_TEXT = 255


def is_bare_cartridge(description: str | None) -> bool:
    """Whether a description says cartridge; asked where it does not say of what."""
    return bool(description) and _CARTRIDGE.search(fold((description or "")[:_MAX_TEXT])) is not None


def cartridge_type(answers: Answers, other_types: frozenset[str]) -> tuple[str, str] | None:
    """Type "tonerCartridge" or "inkCartridge" with the rule; None where nothing tells, or the signs disagree.

    Args:
        answers: what the device gave.
        other_types: the types of the rows that do tell.
    """
    technologies = {as_integer(value) for _, value in answers.below(MARKER_TECH)}
    texts = [answers.text(SYS_DESCR), *(answers.as_text(value) for _, value in answers.below(HR_DEVICE_DESCR))]
    words = " ".join(text[:_MAX_TEXT] for text in texts[:8] if text)
    for is_laser, is_ink, rule in (
        (technologies & _LASER_TECHNOLOGIES, technologies & _INK_TECHNOLOGIES, "prtMarkerMarkTech (RFC 3805)"),
        (other_types & _LASER_PARTS, other_types & _INK_PARTS, "the other rows' types"),
        (_LASER_WORDS.search(words), _INK_WORDS.search(words), "the device's own description"),
    ):
        if is_laser or is_ink:
            if is_laser and is_ink:
                return None
            name = "tonerCartridge" if is_laser else "inkCartridge"
            return name, f"called a cartridge, without a type: what is in it tells {rule}"
    return None
