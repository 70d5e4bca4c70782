import os
import stat
from pathlib import Path

import pytest

from core.errors import StoreError
from core.notices import Notice
from core.paths import OWN_NAMES, Paths, find_paths, make_private_folder


def mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


def test_home_wins_over_the_environment_and_both_over_the_platform(tmp_path: Path) -> None:
    environment = {"SUPPLIES_HOME": str(tmp_path / "named")}
    assert find_paths(tmp_path / "given", environment).state == tmp_path / "given"
    assert find_paths(None, environment).settings_file == tmp_path / "named" / "settings.toml"
    assert find_paths(None, {}).state.name == "supplies-assistant"


def test_a_folder_and_the_parents_it_needs_are_for_their_owner_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    told: list[Notice] = []
    make_private_folder(tmp_path / "a" / "b", told.append)
    assert (mode(tmp_path / "a" / "b"), mode(tmp_path / "a"), mode(tmp_path)) == (0o700, 0o700, 0o755)
    assert told == []


def test_every_file_of_ours_is_known_as_ours(tmp_path: Path) -> None:
    paths = Paths(state=tmp_path, config=tmp_path)
    named = {name: getattr(paths, name) for name, value in vars(Paths).items() if isinstance(value, property)}
    assert {"fleet_file", "settings_file", "keeper_file"} <= named.keys()
    assert [name for name, path in named.items() if not path.name.startswith(OWN_NAMES)] == []


@pytest.mark.parametrize("names", [[], ["settings.toml"], ["fleet.json", "fleet.lock", "supplies.log", "history"]])
def test_a_folder_of_our_own_is_closed_to_others(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).touch()
    tmp_path.chmod(0o755)
    told: list[Notice] = []
    make_private_folder(tmp_path, told.append)
    assert mode(tmp_path) == 0o700
    assert told == []


@pytest.mark.parametrize("name", ["thesis.odt", ".bashrc", "settings"])
def test_a_folder_with_other_peoples_things_keeps_its_mode_and_that_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "fleet.json").touch()
    (tmp_path / name).touch()
    tmp_path.chmod(0o750)
    told: list[Notice] = []
    make_private_folder(tmp_path, told.append)
    make_private_folder(tmp_path)
    assert mode(tmp_path) == 0o750
    assert len(told) == 1
    assert "0750" in told[0].text
    assert told[0].severity == "warning"


def test_a_folder_that_is_known_as_ours_is_closed_whatever_the_names(tmp_path: Path) -> None:
    (tmp_path / "d0123456789.json").touch()
    tmp_path.chmod(0o755)
    told: list[Notice] = []
    make_private_folder(tmp_path, told.append, is_known_as_ours=True)
    assert (mode(tmp_path), told) == (0o700, [])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_somebody_elses_folder_keeps_its_mode_and_that_is_told(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    os.chown(home, 65534, 65534)
    home.chmod(0o755)
    told: list[Notice] = []
    make_private_folder(home, told.append)
    assert mode(home) == 0o755
    assert len(told) == 1


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="SUPPLIES_HOME"):
        make_private_folder(tmp_path / "file" / "below")
    with pytest.raises(StoreError, match="SUPPLIES_HOME"):
        make_private_folder(tmp_path / "file")
