from pathlib import Path

import pytest

from core.errors import SettingsError
from core.settings import Settings, load_settings, set_value


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    return path


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.toml") == (Settings(), ())


def test_values_are_read_and_typed(tmp_path: Path) -> None:
    settings, warnings = load_settings(
        write(
            tmp_path,
            '[discovery]\ncommunities = ["public", "lab"]\nrate = 50\n[thresholds]\nlow = 25\n'
            '[[snmpv3]]\nname = "lab"\nusername = "reader"\nauth_protocol = "SHA"\n',
        )
    )
    assert settings.discovery.communities == ("public", "lab")
    assert settings.thresholds.low == 25
    assert settings.snmpv3[0].username == "reader"
    assert warnings == ()


def test_unknown_keys_are_reported_with_the_nearest_match(tmp_path: Path) -> None:
    _, warnings = load_settings(write(tmp_path, "[discovery]\nratee = 50\n[colours]\nx = 1\n"))
    assert warnings == ("discovery.ratee is not a setting, did you mean discovery.rate?", "colours is not a setting")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[discovery]\nrate = 0\n", "discovery.rate"),
        ('[discovery]\nrate = "fast"\n', "discovery.rate"),
        ('[discovery]\ncommunities = "public"\n', "discovery.communities"),
        ("[polling]\ninterval_seconds = 0.5\n", "polling.interval_seconds"),
        ("[polling]\nunreachable_after = 0\n", "polling.unreachable_after"),
        ("[discovery\n", "no TOML"),
        ("[discovery]\nport = 70000\n", "discovery.port"),
    ],
)
def test_a_value_that_does_not_fit_is_named_in_one_line(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(write(tmp_path, text))
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


def test_setting_a_value_keeps_comments_and_the_rest(tmp_path: Path) -> None:
    path = write(tmp_path, "# ours\n[discovery]\nrate = 50  # slow links\n")
    set_value(path, "discovery", "communities", ["public", "lab"])
    assert "# ours" in path.read_text()
    assert "# slow links" in path.read_text()
    assert load_settings(path)[0].discovery.communities == ("public", "lab")


def test_a_bad_value_is_refused_and_the_file_untouched(tmp_path: Path) -> None:
    path = write(tmp_path, "[discovery]\nrate = 50\n")
    with pytest.raises(SettingsError, match=r"discovery\.rate"):
        set_value(path, "discovery", "rate", 0)
    assert path.read_text() == "[discovery]\nrate = 50\n"


def test_a_new_file_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    set_value(path, "discovery", "rate", 50)
    assert load_settings(path)[0].discovery.rate == 50
