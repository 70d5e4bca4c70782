import pytest

from core.errors import UsageError
from core.settings.catalog import ANY, catalog
from core.settings.entries import entries, path_of
from core.settings.loading import parse_settings

TEXT = """
[discovery]
rate = 500
communities = ["lab"]
[thresholds.types.opc]
low = 10
[thresholds.supplies."d0/1.3"]
low = 30
[[snmpv3]]
name = "lab"
username = "reader"
[ui.keys]
discover = "f5"
"""


def test_every_setting_is_listed_with_its_value_and_where_it_comes_from() -> None:
    found = {entry.key: (entry.value, entry.is_in_file) for entry in entries(parse_settings(TEXT, ""))}
    assert found["discovery.rate"] == (500, True)
    assert found["discovery.port"] == (161, False)
    assert found["discovery.communities"] == (["lab"], True)
    assert found["thresholds.types"] == (["opc"], True)
    assert found["thresholds.types.opc.low"] == (10, True)
    assert found["thresholds.types.opc.near_empty"] == (None, False)
    assert found['thresholds.supplies."d0/1.3".low'] == (30, True)
    assert found["snmpv3"] == (["lab"], True)
    assert found["snmpv3.lab.username"] == ("reader", True)
    assert found["snmpv3.lab.context"] == ("", False)
    assert found["ui.keys.discover"] == ("f5", True)


def test_without_a_file_every_setting_has_its_default() -> None:
    found = entries(parse_settings("", ""))
    assert [entry.setting.key for entry in found] == [one.key for one in catalog() if ANY not in one.path]
    for entry in found:
        default = entry.setting.default
        assert entry.value == (list(default) if entry.setting.kind in ("list", "table") else default)
        assert not entry.is_in_file


def test_every_key_leads_back_to_its_path() -> None:
    for entry in entries(parse_settings(TEXT, "")):
        assert path_of(entry.key) == entry.path


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("thresholds.types.opc", ("thresholds", "types", "opc")),
        ("snmpv3.lab", ("snmpv3", "lab")),
        ("snmpv3", ("snmpv3",)),
        ("thresholds.supplies.d0/1.3.near_empty", ("thresholds", "supplies", "d0/1.3", "near_empty")),
        ('thresholds.supplies."d0/1.3"', ("thresholds", "supplies", "d0/1.3")),
        ("ui.keys.discover", ("ui", "keys", "discover")),
    ],
)
def test_entries_of_tables_have_keys_too(key: str, path: tuple[str, ...]) -> None:
    assert path_of(key) == path


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("discovery.ratee", "discovery.ratee is not a setting (did you mean discovery.rate?)"),
        ("rate", "rate is not a setting (`supplies settings` lists them all)"),
        ("", " is not a setting (`supplies settings` lists them all)"),
        ("smtp.host", "smtp.host is not used by this version (`supplies settings` lists what is)"),
        ("ui.lock_minutes", "ui.lock_minutes is not used by this version (`supplies settings` lists what is)"),
    ],
)
def test_a_key_that_means_nothing_is_answered_with_the_nearest(key: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        path_of(key)
    assert str(caught.value) == said
