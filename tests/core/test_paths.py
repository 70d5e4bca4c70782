import stat
from pathlib import Path

import pytest

from core.errors import StoreError
from core.paths import find_paths, make_private_folder


def test_home_wins_over_the_environment_and_both_over_the_platform(tmp_path: Path) -> None:
    environment = {"SUPPLIES_HOME": str(tmp_path / "named")}
    assert find_paths(tmp_path / "given", environment).state == tmp_path / "given"
    assert find_paths(None, environment).settings_file == tmp_path / "named" / "settings.toml"
    assert find_paths(None, {}).state.name == "supplies-assistant"


def test_a_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "a" / "b")
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="SUPPLIES_HOME"):
        make_private_folder(tmp_path / "file" / "below")
