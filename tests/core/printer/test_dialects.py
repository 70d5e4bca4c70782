import pytest

from core.printer.dialects import BRAND_DIALECTS, DIALECTS, ENTERPRISE_NUMBERS, dialect_for, enterprise_number


@pytest.mark.parametrize(
    ("object_id", "brand", "expected"),
    [
        ("1.3.6.1.4.1.1347.41", None, "kyocera"),
        ("1.3.6.1.4.1.641.1.5", "Toshiba", "lexmark"),
        ("1.3.6.1.4.1.236.11.5.1", "HP", "samsung"),
        ("1.3.6.1.4.1.674.10898.100.5", "Dell", "dell"),
        ("1.3.6.1.4.1.683.6.2", None, "zebra"),
        ("1.3.6.1.4.1.8072.3.2.10", "Lexmark", "lexmark"),
        (None, "UTAX", "kyocera"),
        (None, "Copystar", "kyocera"),
        (None, "InfoPrint", "ricoh"),
        ("1.3.6.1.4.1.9.1.1208", None, None),
        ("1.3.6.1.4.1", None, None),
        ("0.0", None, None),
        (None, None, None),
    ],
)
def test_the_number_gives_the_dialect_and_the_brand_only_where_it_says_nothing(
    object_id: str | None, brand: str | None, expected: str | None
) -> None:
    found = dialect_for(object_id, brand)
    assert (found.name if found else None) == expected


def test_every_dialect_that_is_named_exists() -> None:
    named = {known.dialect for known in ENTERPRISE_NUMBERS.values() if known.dialect} | set(BRAND_DIALECTS.values())
    assert named == set(DIALECTS)


@pytest.mark.parametrize(
    ("text", "number"), [("1.3.6.1.4.1.11.2.3", 11), ("1.3.6.1.4.1.", None), ("1.3.6.1.2.1", None)]
)
def test_the_enterprise_number(text: str, number: int | None) -> None:
    assert enterprise_number(text) == number
