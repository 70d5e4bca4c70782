import multiprocessing
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from core.errors import SettingsError
from core.settings import load_settings, set_value
from core.settings.catalog import ANY, Setting, catalog
from core.settings.changing import changed
from core.settings.loading import checked, read_settings
from core.settings.writing import add_to_list, set_at, unset_at
from tests.core.settings.samples import NAMES, fitting

OURS = """# ours
[discovery]
rate = 50  # slow links

# how often
[polling]
interval_seconds = 60

[smtp]
host = "mail"  # for later

[thresholds.types.opc]
# drums last
low = 10

[[snmpv3]]
name = "lab"  # the lab
username = "reader"
"""


def write(tmp_path: Path, text: str = OURS) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    return path


def test_setting_a_value_keeps_comments_and_the_rest(tmp_path: Path) -> None:
    path = write(tmp_path)
    set_value(path, "discovery", "communities", ["public", "lab"])
    assert path.read_text() == OURS.replace("links\n", 'links\ncommunities = ["public", "lab"]\n')


def test_a_value_takes_the_place_of_the_one_before_beside_its_comment(tmp_path: Path) -> None:
    path = write(tmp_path)
    set_value(path, "discovery", "rate", 70)
    assert path.read_text() == OURS.replace("rate = 50", "rate = 70")


def test_a_bad_value_is_refused_and_the_file_untouched(tmp_path: Path) -> None:
    path = write(tmp_path)
    with pytest.raises(SettingsError, match=r"discovery\.rate = 0"):
        set_value(path, "discovery", "rate", 0)
    assert path.read_text() == OURS


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("group", "modl", "ui.group: 'modl' is no grouping, did you mean model?"),
        ("columns", ["age", "devcie"], "ui.columns: 'devcie' is no column, did you mean device?"),
        ("mouse", 1, "ui.mouse = 1: true or false is wanted"),
    ],
)
def test_looks_are_refused_as_anything_else_though_a_file_may_have_them(
    tmp_path: Path, key: str, value: Any, said: str
) -> None:
    path = write(tmp_path)
    with pytest.raises(SettingsError, match=re.escape(said)):
        set_at(path, ("ui", key), value)
    with pytest.raises(SettingsError, match="'devcie' is no column"):
        add_to_list(path, ("ui", "columns"), "devcie", ())
    assert path.read_text() == OURS
    path.write_text('[ui]\ngroup = "modl"\n')
    assert set_at(path, ("discovery", "rate"), 70).settings.discovery.rate == 70
    assert 'group = "modl"' in path.read_text()


def test_a_new_file_is_made_with_its_folder_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    set_value(path, "discovery", "rate", 50)
    assert load_settings(path)[0].discovery.rate == 50
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("thresholds", "types", "fuser", "low"), 15),
        (("thresholds", "types", "opc", "near_empty"), 2.5),
        (("thresholds", "devices", "d0123456789", "waste_low"), 20),
        (("thresholds", "supplies", "d0123456789/1.3", "low"), 30),
        (("thresholds", "types", "toner"), {}),
        (("snmpv3", "lab", "context"), "mfp"),
        (("snmpv3", "roof", "username"), "reader"),
        (("ui", "keys", "discover"), "f5,x"),
    ],
)
@pytest.mark.parametrize("text", ["", OURS], ids=["new", "ours"])
def test_entries_are_made_where_they_are_missing_and_taken_out_again(
    tmp_path: Path, text: str, keys: tuple[str, ...], value: Any
) -> None:
    path = write(tmp_path, text)
    if keys == ("snmpv3", "lab", "context") and not text:
        set_at(path, ("snmpv3", "lab", "username"), "reader")
    before = path.read_text()
    set_at(path, keys, value)
    node: Any = tomllib.loads(path.read_text())
    for key in keys:
        node = node[key] if isinstance(node, dict) else next(entry for entry in node if entry["name"] == key)
    assert node == value
    assert "# drums last" in path.read_text() or not text
    unset_at(path, keys if keys[-1] != "username" else keys[:-1])
    assert str(value) not in path.read_text() or str(value) in before
    assert load_settings(path)[0].discovery == load_settings(write(tmp_path, before))[0].discovery


def test_an_entry_goes_with_all_it_has(tmp_path: Path) -> None:
    path = write(tmp_path)
    unset_at(path, ("thresholds", "types", "opc"))
    unset_at(path, ("snmpv3", "lab"))
    settings, _ = load_settings(path)
    assert (settings.thresholds.types, settings.snmpv3) == ({}, ())
    assert "# how often" in path.read_text()


def test_taking_out_what_is_not_there_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path)
    for keys in (("discovery", "targets"), ("ui", "theme"), ("snmpv3", "roof"), ("thresholds", "devices", "d0", "low")):
        unset_at(path, keys)
    assert path.read_text() == OURS


def test_what_an_entry_needs_cannot_be_taken_out(tmp_path: Path) -> None:
    path = write(tmp_path)
    with pytest.raises(SettingsError, match="username is missing"):
        unset_at(path, ("snmpv3", "lab", "username"))
    assert path.read_text() == OURS


@pytest.mark.parametrize(
    "text",
    [
        "discovery.rate = 50 # dotted\n",
        "discovery = {rate = 50} # inline\n",
        "[discovery]\nrate = 50\n[ui]\n[discovery.more]\nx = 1\n",
        "# only a comment\n",
        "\n\n",
        "[discovery]\r\nrate = 50 # windows\r\n",
    ],
)
def test_files_are_changed_however_they_are_written(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(text.encode())
    set_value(path, "discovery", "communities", ["lab"])
    assert load_settings(path)[0].discovery.communities == ("lab",)
    for comment in ("# dotted", "# inline", "# only a comment", "# windows\r\n"):
        assert comment.encode() in path.read_bytes() or comment not in text


def test_a_damaged_file_is_not_written_over(tmp_path: Path) -> None:
    path = write(tmp_path, "[discovery\n")
    with pytest.raises(SettingsError, match="no TOML"):
        set_value(path, "discovery", "rate", 50)
    assert path.read_text() == "[discovery\n"


def test_a_wrong_value_can_be_mended(tmp_path: Path) -> None:
    path = write(tmp_path, "[discovery]\nrate = 0  # oops\n")
    set_value(path, "discovery", "rate", 50)
    assert path.read_text() == "[discovery]\nrate = 50  # oops\n"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = write(tmp_path)
    (tmp_path / "home").mkdir()
    link = tmp_path / "home" / "settings.toml"
    link.symlink_to(real)
    set_value(link, "discovery", "rate", 70)
    assert link.is_symlink()
    assert load_settings(real)[0].discovery.rate == 70


def test_a_write_that_fails_leaves_the_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SettingsError, match="No space left"):
        set_value(path, "discovery", "rate", 70)
    assert path.read_text() == OURS
    assert sorted(one.name for one in tmp_path.iterdir()) == ["settings.lock", "settings.toml"]


def test_a_text_is_put_at_the_end_of_a_list_once(tmp_path: Path) -> None:
    path = write(tmp_path)
    for name in ("lab", "lab", "roof"):
        add_to_list(path, ("discovery", "communities"), name, ("public",))
    assert load_settings(path)[0].discovery.communities == ("public", "lab", "roof")


def _set_many(path: Path, key: str, count: int) -> None:
    for number in range(1, count + 1):
        set_value(path, "polling", key, number)


def _add_many(path: Path, prefix: str, count: int) -> None:
    for number in range(1, count + 1):
        add_to_list(path, ("discovery", "communities"), f"{prefix}{number}", ("public",))


@pytest.mark.parametrize(
    ("work", "names"), [(_set_many, ("interval_seconds", "concurrency")), (_add_many, ("a", "b"))], ids=["keys", "list"]
)
def test_two_programs_that_write_at_the_same_time_lose_nothing(
    tmp_path: Path, work: Any, names: tuple[str, str]
) -> None:
    path = write(tmp_path, "# ours\n")
    context = multiprocessing.get_context("spawn")
    programs = [context.Process(target=work, args=(path, name, 20)) for name in names]
    for program in programs:
        program.start()
    for program in programs:
        program.join(60)
        assert program.exitcode == 0
    settings, _ = load_settings(path)
    if work is _set_many:
        assert (settings.polling.interval_seconds, settings.polling.concurrency) == (20, 20)
    else:
        assert len(settings.discovery.communities) == 41
    assert path.read_text().startswith("# ours\n")


SINGLE = [setting for setting in catalog() if ANY not in setting.path and setting.kind != "table"]
IN_ENTRIES = [setting for setting in catalog() if ANY in setting.path and setting.path[-1] not in (ANY, "name")]


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[tuple[str, ...], Any]]:
    """Some settings with values that fit, in any order."""
    found: list[tuple[tuple[str, ...], Any]] = []
    for setting in draw(st.lists(st.sampled_from(SINGLE + IN_ENTRIES), max_size=8, unique_by=lambda one: one.path)):
        name = draw(NAMES) if draw(st.booleans()) else "d0123456789/1.3"
        if setting.path[0] == "snmpv3":
            name = draw(NAMES)
            found.append((("snmpv3", name, "username"), "reader"))
            if setting.path[-1] == "privacy_protocol":
                found.append((("snmpv3", name, "auth_protocol"), "SHA"))
        found.append((tuple(name if part == ANY else part for part in setting.path), draw(fitting(setting))))
    return found


def _fits(found: Setting | None) -> Setting:
    assert found is not None
    return found


@given(changes())
@hypothesis_settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_settings_survive_being_written_and_read(
    tmp_path: Path, changes: list[tuple[tuple[str, ...], Any]]
) -> None:
    path = write(tmp_path, "# ours\n")
    wanted = checked({})
    for keys, value in changes:
        try:
            wanted = changed(wanted, keys, value)
        except SettingsError:
            with pytest.raises(SettingsError, match="must not be above"):
                set_at(path, keys, value)
        else:
            assert set_at(path, keys, value).settings == wanted
    assert read_settings(path).settings == wanted
    assert path.read_text().startswith("# ours\n")
