import stat
from pathlib import Path

import pytest

from core.errors import UsageError
from core.snmp.recording import INTEGER, OCTETS, Record, Recording, read_recording
from core.snmp.recording_file import give_up, open_new, write_recording

RECORDING = Recording(
    [Record((1, 3, 6, 1, 2, 1, 1, 5, 0), OCTETS, b"accounts-2"), Record((1, 3, 6, 1, 2, 1, 1, 7, 0), INTEGER, 72)]
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_is_for_its_owner_only_and_holds_the_recording(tmp_path: Path) -> None:
    path = tmp_path / "a.snmprec"
    assert write_recording(open_new(path), RECORDING, is_redacted=False) == 2
    assert mode(path) == 0o600
    assert read_recording(path).values()["1.3.6.1.2.1.1.5.0"] == b"accounts-2"


def test_redacted_it_names_nobody(tmp_path: Path) -> None:
    path = tmp_path / "a.snmprec"
    write_recording(open_new(path), RECORDING, is_redacted=True)
    assert b"accounts-2" not in path.read_bytes()


def test_another_file_is_replaced_only_where_that_is_wanted_and_made_private(tmp_path: Path) -> None:
    path = tmp_path / "a.snmprec"
    path.write_text("something much longer than the recording" * 100)
    path.chmod(0o644)
    with pytest.raises(UsageError, match="exists already"):
        open_new(path)
    write_recording(open_new(path, may_replace=True), RECORDING, is_redacted=False)
    assert len(read_recording(path)) == 2
    assert mode(path) == 0o600


def test_a_file_that_was_given_up_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "a.snmprec"
    give_up(path, open_new(path))
    assert not path.exists()


@pytest.mark.parametrize("name", ["no/such/folder.snmprec", "."])
def test_a_name_that_cannot_be_is_told_with_a_hint(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"name a file|another name"):
        open_new(tmp_path / name, may_replace=True)
