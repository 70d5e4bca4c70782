from pathlib import Path

from core.settings.catalog import catalog
from core.settings.reference import reference_table

README = Path(__file__).parents[3] / "README.md"


def test_the_readme_has_the_table_of_the_schema() -> None:
    """If it does not: `python -m core.settings.reference` prints the table to put there."""
    assert reference_table() in README.read_text(encoding="utf-8")


def test_a_bar_would_break_the_table() -> None:
    assert [setting.key for setting in catalog() if "|" in setting.help] == []
