from pathlib import Path

import pytest

from core.errors import UsageError
from tui.typed_path import typed_path


@pytest.mark.parametrize(
    ("typed", "path"),
    [("a.csv", "a.csv"), (" ./x y.csv\t", "x y.csv"), ("~/a.csv", "/home/admin/a.csv"), ("/a~/b", "/a~/b")],
)
def test_a_path_is_taken_as_it_is_meant(typed: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/admin")
    assert typed_path(typed) == Path(path)


def test_the_home_folder_of_nobody_is_refused() -> None:
    with pytest.raises(UsageError, match=r"~nobody-of-that-name/a.csv: no such home folder"):
        typed_path("~nobody-of-that-name/a.csv")
