import os
from pathlib import Path

import pytest

from core.errors import StoreError, UsageError
from core.whole_file import write_whole


def test_a_file_is_written_with_the_mode_of_any_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    before = os.umask(0o027)
    try:
        assert write_whole(path, b"abc", may_replace=False)
    finally:
        os.umask(before)
    assert path.read_bytes() == b"abc"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_there_goes_only_where_it_may(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    assert not write_whole(path, b"new", may_replace=False)
    assert path.read_bytes() == b"old"
    assert write_whole(path, b"new", may_replace=True)
    assert path.read_bytes() == b"new"


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="No space left"):
        write_whole(path, b"new", may_replace=True)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["missing/a.csv", "file/a.csv", "folder"])
def test_a_place_that_is_none_is_wrong_usage(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError):
        write_whole(tmp_path / name, b"x", may_replace=True)


def test_a_device_file_is_never_replaced() -> None:
    with pytest.raises(UsageError, match="is no file"):
        write_whole(Path("/dev/null"), b"x", may_replace=True)


def test_a_name_that_is_too_long_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        write_whole(tmp_path / ("a" * 300), b"x", may_replace=False)
    assert "\n" not in str(caught.value)
