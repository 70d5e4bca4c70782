"""Which charset a device declares for its descriptions (RFC 3805 prtLocalizationTable)."""

from core.printer.answers import Answers, as_integer
from core.printer.oids import LOCALIZATION_CHARSET, PRT_LOCALIZATION
from core.printer.trail import NO_TRAIL, Trail


def declared_charset(answers: Answers, trail: Trail = NO_TRAIL) -> int | None:
    """The MIBenum of the current localization, or the only one that all rows share; None where none is declared."""
    charsets = {suffix: as_integer(value) for suffix, value in answers.below(LOCALIZATION_CHARSET)}
    for suffix, current in answers.below(PRT_LOCALIZATION):
        charset = charsets.get(f"{suffix}.{as_integer(current)}")
        if charset is not None:
            oids = (f"{PRT_LOCALIZATION}.{suffix}", f"{LOCALIZATION_CHARSET}.{suffix}.{as_integer(current)}")
            trail.note("charset", charset, "the row of prtGeneralCurrentLocalization (RFC 3805)", *oids)
            return charset
    shared = {charset for charset in charsets.values() if charset is not None}
    if len(shared) == 1:
        charset = shared.pop()
        trail.note("charset", charset, "every localization row declares the same", LOCALIZATION_CHARSET)
        return charset
    return None
