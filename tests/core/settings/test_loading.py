from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import SettingsError
from core.settings import PollingSettings, Settings, UiSettings, load_settings
from core.settings.loading import Loaded, parse_settings, read_settings


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
            '[[snmpv3]]\nname = "lab"\nusername = "reader"\nauth_protocol = "SHA"\n'
            '[thresholds.types.opc]\nlow = 10\n[thresholds.supplies."d0123456789/1.3"]\nlow = 30\n',
        )
    )
    assert settings.discovery.communities == ("public", "lab")
    assert settings.thresholds.low == 25
    assert settings.thresholds.types["opc"].low == 10
    assert settings.thresholds.supplies["d0123456789/1.3"].low == 30
    assert settings.snmpv3[0].username == "reader"
    assert warnings == ()


def test_unknown_keys_are_reported_with_the_nearest_match(tmp_path: Path) -> None:
    text = (
        "[discovery]\nratee = 50\n[colours]\nx = 1\n[thresholds.types.opcc]\nlow = 3\n"
        '[thresholds.types.opc]\nlov = 3\n[[snmpv3]]\nname = "a"\nusername = "b"\nuser = "c"\n'
    )
    _, warnings = load_settings(write(tmp_path, text))
    assert warnings == (
        "discovery.ratee is not a setting, did you mean discovery.rate?",
        "colours is not a setting",
        "thresholds.types.opc.lov is not a setting, did you mean thresholds.types.opc.low?",
        "snmpv3.a.user is not a setting, did you mean snmpv3.a.username?",
        "thresholds.types.opcc: there is no such type of supplies, did you mean opc?",
    )


def test_what_a_later_version_uses_is_said_to_be_that_and_stays(tmp_path: Path) -> None:
    text = '[smtp]\nhost = "mail"\n[[recipients]]\naddress = "a@b"\n[ui]\nlock_minutes = 5\n[cloud]\nurl = 3\n'
    loaded = read_settings(write(tmp_path, text))
    assert loaded.warnings == (
        "smtp is not used by this version",
        "recipients is not used by this version",
        "ui.lock_minutes is not used by this version",
        "cloud is not used by this version",
    )


WRONG = {
    "[discovery]\nrate = 0\n": "discovery.rate = 0: a whole number from 1 to 100,000 is wanted",
    '[discovery]\nrate = "fast"\n': "discovery.rate: a whole number from 1 to 100,000 is wanted",
    "[discovery]\nrate = true\n": "discovery.rate: a whole number from 1 to 100,000 is wanted",
    '[discovery]\ncommunities = "s3cret"\n': "discovery.communities: a list of texts is wanted",
    '[discovery]\ncommunities = ["s3cret", ""]\n': "discovery.communities: an item is empty",
    '[discovery]\ntargets = ["10.1.2.300"]\n': "discovery.targets: '10.1.2.300' is no IPv4 address",
    "[discovery]\nport = 70000\n": "discovery.port = 70000: a whole number from 1 to 65,535 is wanted",
    '[discovery]\nschedule = "hourly"\n': "discovery.schedule: one of off, daily, weekly is wanted",
    "[discovery]\nlimit_seconds = inf\n": "discovery.limit_seconds = inf: a number above 0, at most 604,800 is wanted",
    "[polling]\ninterval_seconds = 0.5\n": "polling.interval_seconds = 0.5: a number from 1 to 604,800 is wanted",
    "[polling]\ninterval_seconds = nan\n": "polling.interval_seconds = nan: a number from 1 to 604,800 is wanted",
    "[polling]\nunreachable_after = 0\n": "polling.unreachable_after = 0: a whole number from 1 to 20 is wanted",
    "[thresholds]\nlow = 3\n": "thresholds: near_empty = 5 must not be above low = 3",
    "[thresholds.types.opc]\nlow = 101\n": "thresholds.types.opc.low = 101: a number from 0 to 100 is wanted",
    '[thresholds.supplies."d0/1.3"]\nlow = 3\nnear_empty = 4\n': (
        'thresholds.supplies."d0/1.3": near_empty = 4 must not be above low = 3'
    ),
    "[thresholds.types]\nopc = 3\n": "thresholds.types.opc: a [table] is wanted",
    "[thresholds]\ntypes = [3]\n": "thresholds.types: a [table] is wanted",
    "discovery = 3\n": "discovery: a [table] is wanted",
    "snmpv3 = 3\n": "snmpv3 = 3: a list of [[tables]] is wanted",
    "snmpv3 = [3]\n": "snmpv3.1: a [table] is wanted",
    '[[snmpv3]]\nname = "lab"\n': "snmpv3.lab: username is missing",
    '[[snmpv3]]\nusername = "lab"\n': "snmpv3.1: name is missing",
    '[[snmpv3]]\nname = "a b"\nusername = "c"\n': "a name has letters, digits, - and _, 32 at most",
    '[[snmpv3]]\nname = "lab"\nusername = "b"\nprivacy_protocol = "AES"\n': (
        "snmpv3.lab: privacy_protocol needs an auth_protocol"
    ),
    '[[snmpv3]]\nname = "a"\nusername = "b"\n[[snmpv3]]\nname = "a"\nusername = "c"\n': (
        "snmpv3: two users have the name 'a'"
    ),
    "[discovery\n": "no TOML",
}
"""Text of the file -> what is said of it."""


@pytest.mark.parametrize(("text", "said"), WRONG.items())
def test_a_value_that_does_not_fit_is_named_in_one_line_with_its_limits(tmp_path: Path, text: str, said: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert said in caught.value.title
    assert caught.value.title.startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    assert "s3cret" not in str(caught.value)


COLUMN_IDS = "device, model, vendor, serial, address, location, supplies, alerts, status, pages, age, managed, notes"
LOOKS = {
    'group = "modl"': "ui.group: 'modl' is no grouping, did you mean model? (none is used)",
    'group = "x"': "ui.group: 'x' is no grouping, one of none, location, subnet, model is wanted (none is used)",
    "group = 5": "ui.group = 5: a text is wanted (none is used)",
    'sort = "alrts"': "ui.sort: 'alrts' is no column, did you mean alerts? (alerts is used)",
    'sort = "-locaton"': "ui.sort: 'locaton' is no column, did you mean location? (alerts is used)",
    'sort = ""': f"ui.sort: '' is no column, one of {COLUMN_IDS} is wanted (alerts is used)",
    'columns = "device"': "ui.columns: a list of texts is wanted (none is used)",
    "mouse = 1": "ui.mouse = 1: true or false is wanted (true is used)",
    "theme = 1": "ui.theme = 1: a text is wanted (supplies-dark is used)",
    "keys = 1": "ui.keys = 1: a [table] is wanted (none is used)",
    'keys = ["a", "b"]': "ui.keys: a [table] is wanted (none is used)",
    "keys = { discover = 5 }": "ui.keys.discover = 5: a text is wanted (it is left out)",
}
"""A value of [ui] -> what is said of it."""


@pytest.mark.parametrize(("text", "said"), LOOKS.items())
def test_looks_that_do_not_fit_are_told_and_their_default_is_used(tmp_path: Path, text: str, said: str) -> None:
    loaded = read_settings(write(tmp_path, f"[polling]\ninterval_seconds = 60\n[ui]\n{text}\n"))
    assert loaded.warnings == (said,)
    assert loaded.settings == Settings(polling=PollingSettings(interval_seconds=60))


def test_of_a_list_of_columns_only_those_that_there_are_not_are_left_out(tmp_path: Path) -> None:
    text = '[ui]\ncolumns = ["devcie", "age", 5, "state", "pages"]\nkeys = { a = 5, discover = "f5" }\nsort = "-age"\n'
    loaded = read_settings(write(tmp_path, text))
    assert loaded.settings.ui == UiSettings(columns=("age", "pages"), keys={"discover": "f5"}, sort="-age")
    assert [warning.partition(" (")[0] for warning in loaded.warnings] == [
        "ui.keys.a = 5: a text is wanted",
        "ui.columns: 'devcie' is no column, did you mean device?",
        "ui.columns: a list of texts is wanted",
        "ui.columns: 'state' is no column, did you mean status?",
    ]


def test_looks_that_are_no_table_leave_the_rest_as_it_is(tmp_path: Path) -> None:
    loaded = read_settings(write(tmp_path, "ui = 3\n[discovery]\nrate = 50\n"))
    assert loaded.warnings == ("ui: a [table] is wanted (its defaults are used)",)
    assert (loaded.settings.ui, loaded.settings.discovery.rate) == (UiSettings(), 50)


def test_a_file_that_cannot_be_read_is_said_to_be_that(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path / "settings.toml")
    (tmp_path / "latin.toml").write_bytes(b'[ui]\ntheme = "\xe9"\n')
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path / "latin.toml")


WHOLE = """# ours
[discovery]
targets = ["10.1.0.0/22"]  # the second floor
rate = 50
schedule = "daily"

[polling]
interval_seconds = 60.5

[thresholds]
low = 25
[thresholds.types.opc]
low = 10
[thresholds.supplies."d0123456789/1.3"]
low = 30

[[snmpv3]]
name = "lab"
username = "reader"
auth_protocol = "SHA-256"

[ui]
mouse = false
keys = { discover = "f5" }
"""


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The whole file with a few pieces cut out, put in or moved."""
    text = WHOLE
    pieces = st.one_of(
        st.text(max_size=4),
        st.sampled_from(
            ["[", "]", "=", '"', "\n", "{", "}", ".", "-1", "true", "[[snmpv3]]", "[ui]", "1979-05-27", "inf"]
        ),
    )
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + draw(pieces) + text[end:]
    return text


@settings(deadline=None)
@given(mutated())
def test_a_mutated_file_gives_settings_or_an_error_and_nothing_else(text: str) -> None:
    loaded: Loaded | SettingsError
    try:
        loaded = parse_settings(text, "settings.toml")
    except SettingsError as error:
        loaded = error
    assert isinstance(loaded, Loaded) or "\n" not in str(loaded)


def test_the_whole_file_is_fine() -> None:
    assert parse_settings(WHOLE, "settings.toml").warnings == ()


def test_endless_nesting_is_an_error_like_any_other() -> None:
    with pytest.raises(SettingsError):
        parse_settings(f"a = {'[' * 10_000}", "settings.toml")
