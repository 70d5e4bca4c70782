import re
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.settings import Settings
from core.settings.catalog import ANY, Setting, catalog, setting_at
from core.settings.values import complaint, parsed, wanted, with_unit, written
from tests.core.settings.samples import ANYTHING, fitting

PLAIN = [setting for setting in catalog() if ANY not in setting.path and setting.kind != "table"]


def setting(key: str) -> Setting:
    found = setting_at(tuple(key.split(".")))
    assert found is not None
    return found


def accepts(one: Setting, value: Any) -> bool:
    try:
        msgspec.convert({one.path[0]: {one.path[1]: value}}, Settings, strict=True)
    except msgspec.ValidationError as error:
        return "must not be above" in str(error)
    return one.check is None or all(one.check(text) is None for text in (value if isinstance(value, list) else [value]))


@settings(deadline=None)
@given(st.sampled_from(PLAIN), ANYTHING)
def test_our_words_complain_of_what_the_types_refuse_and_of_nothing_else(one: Setting, value: Any) -> None:
    assert (complaint(one, value) is None) == accepts(one, value)


@settings(deadline=None)
@given(st.data())
def test_what_is_written_is_read_again_as_the_same(data: st.DataObject) -> None:
    one = data.draw(st.sampled_from([setting for setting in PLAIN if setting.kind != "list"]))
    value = data.draw(fitting(one))
    assert parsed(one, written(one, value)) == pytest.approx(value)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("discovery.rate", " 1,500 ", 1500),
        ("discovery.rate", "500 a second", 500),
        ("polling.interval_seconds", "300 s", 300),
        ("polling.interval_seconds", "1e2", 100),
        ("thresholds.low", "12.5%", 12.5),
        ("ui.mouse", "Off", False),
        ("ui.mouse", "yes", True),
        ("discovery.targets", "10.1.0.0/22, printer7  10.2.0.5-40", ["10.1.0.0/22", "printer7", "10.2.0.5-40"]),
        ("discovery.targets", "", []),
        ("discovery.targets", "[fe80::1%eth0]:161, 10.1.0.1", ["[fe80::1%eth0]:161", "10.1.0.1"]),
        ("discovery.communities", '["a b", "c,d"]', ["a b", "c,d"]),
        ("discovery.schedule", "DAILY", "daily"),
        ("snmpv3.x.auth_protocol", "sha-256", "SHA-256"),
        ("snmpv3.x.auth_protocol", "none", None),
    ],
)
def test_a_text_is_read_as_people_write_it(key: str, text: str, value: Any) -> None:
    assert parsed(setting(key), text) == value


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("discovery.rate", "fast", "a whole number from 1 to 100,000 is wanted"),
        ("discovery.rate", "1_000", "a whole number from 1 to 100,000 is wanted"),
        ("discovery.rate", "٣", "a whole number from 1 to 100,000 is wanted"),
        ("discovery.rate", "1.5", "a whole number from 1 to 100,000 is wanted"),
        ("discovery.rate", "", "a whole number from 1 to 100,000 is wanted"),
        ("polling.timeout_seconds", "0", "a number above 0, at most 120 is wanted"),
        ("polling.timeout_seconds", "nan", "a number above 0, at most 120 is wanted"),
        ("ui.mouse", "maybe", "true or false is wanted"),
        ("discovery.targets", "10.1.2.300", "'10.1.2.300' is no IPv4 address"),
        ("discovery.schedule", "none", "one of off, daily, weekly is wanted"),
        ("discovery.schedule_at", "3 o'clock", "a text like 03:00 or Sun 03:00 is wanted"),
        ("snmpv3.x.username", "", "a text that is not empty is wanted"),
        ("snmpv3.x.name", "a b", "a name has letters, digits, - and _, 32 at most"),
    ],
)
def test_a_text_that_means_nothing_is_answered_with_what_is_wanted(key: str, text: str, said: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        parsed(setting(key), text)


def test_values_are_shown_with_their_unit() -> None:
    assert with_unit(setting("polling.interval_seconds"), 300.0) == "300 s"
    assert with_unit(setting("discovery.rate"), 1500) == "1,500 a second"
    assert with_unit(setting("ui.mouse"), True) == "true"
    assert with_unit(setting("snmpv3.x.auth_protocol"), None) == "none"


def test_every_setting_says_what_it_wants() -> None:
    assert [one.key for one in catalog() if not wanted(one)] == []
