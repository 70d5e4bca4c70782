import pytest
from msgspec.structs import replace

from core.alerts.wording import error_words, last_level_words
from core.model.level import Percent, Quantity, Unknown
from core.model.supply import Supply
from core.printer.status import ERROR_BITS

UNKNOWN = Supply(index="1.1", name="Black Toner", level=Unknown())


@pytest.mark.parametrize(
    ("last", "receptacle", "age", "words"),
    [
        (Percent(value=45.0), False, "3 h", "was 45% 3 h ago"),
        (Percent(value=45.0), True, "3 h", "was 45% free 3 h ago"),
        (Quantity(value=7809, unit="impressions"), False, "2 d", "was 7,809 impressions 2 d ago"),
        (Percent(value=45.0), False, "now", "was 45% a moment ago"),
        (None, False, "3 h", None),
    ],
)
def test_the_last_level_that_was_known_is_said_with_its_age(
    last: Percent | Quantity | None, receptacle: bool, age: str, words: str | None
) -> None:
    assert last_level_words(replace(UNKNOWN, last_level=last, receptacle=receptacle), age) == words


def test_every_error_bit_has_words_and_an_unknown_one_stays_as_it_is() -> None:
    assert all(error_words(bit) != bit for bit in ERROR_BITS)
    assert error_words("newBit") == "newBit"
