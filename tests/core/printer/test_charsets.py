import pytest

from core.printer.answers import Answers
from core.printer.charsets import declared_charset

CURRENT, CHARSET = "1.3.6.1.2.1.43.5.1.1.2", "1.3.6.1.2.1.43.7.1.1.4"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({f"{CURRENT}.1": 2, f"{CHARSET}.1.1": 106, f"{CHARSET}.1.2": 2004}, 2004),
        ({f"{CURRENT}.1": 9, f"{CHARSET}.1.1": 106}, 106),
        ({f"{CHARSET}.1.3": 5}, 5),
        ({f"{CHARSET}.1.1": 106, f"{CHARSET}.1.2": 106}, 106),
        ({f"{CHARSET}.1.1": 106, f"{CHARSET}.1.2": 4}, None),
        ({f"{CURRENT}.1": 1}, None),
        ({}, None),
    ],
)
def test_the_current_localization_declares_the_charset(values: dict[str, int], expected: int | None) -> None:
    assert declared_charset(Answers(values)) == expected
