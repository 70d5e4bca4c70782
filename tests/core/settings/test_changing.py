import re

import pytest

from core.alerts.thresholds import SupplyThresholds
from core.errors import SettingsError
from core.settings import Settings, with_value
from core.settings.changing import changed, differences, value_at


def test_a_value_is_set_wherever_its_path_leads() -> None:
    settings = with_value(Settings(), "discovery", "rate", 70)
    settings = changed(settings, ("thresholds", "supplies", "d0/1.3", "low"), 30)
    settings = changed(settings, ("snmpv3", "lab", "username"), "reader")
    settings = changed(settings, ("snmpv3", "lab", "auth_protocol"), "SHA")
    assert settings.discovery.rate == 70
    assert settings.thresholds.supplies["d0/1.3"].low == 30
    assert (settings.snmpv3[0].username, settings.snmpv3[0].auth_protocol) == ("reader", "SHA")
    assert value_at(settings, ("snmpv3", "lab", "auth_protocol")) == "SHA"
    assert value_at(settings, ("snmpv3", "lab", "privacy_protocol")) is None
    assert value_at(settings, ("snmpv3", "roof", "username")) is None
    assert changed(settings, ("snmpv3", "lab", "auth_protocol"), None).snmpv3[0].auth_protocol is None
    assert changed(settings, ("discovery", "rate"), None).discovery.rate == 500


def test_an_entry_is_made_without_any_value() -> None:
    settings = changed(Settings(), ("thresholds", "types", "opc"), {})
    assert settings.thresholds.types == {"opc": SupplyThresholds()}


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("discovery", "ratee"), 1, "discovery.ratee is not a setting"),
        (("discovery",), {}, "discovery is not a setting"),
        (("discovery", "rate", "more"), {}, "discovery.rate.more is not a setting"),
        (("thresholds", "types", "opc"), 5, "thresholds.types.opc is not a setting"),
        (("discovery", "rate"), 0, "discovery.rate = 0: a whole number"),
        (("thresholds", "near_empty"), 30, "Near empty (30 %) must not be above Low (20 %)"),
        (("snmpv3", "lab", "context"), "x", "snmpv3.lab: username is missing"),
    ],
)
def test_what_does_not_fit_is_an_error(path: tuple[str, ...], value: object, said: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(said)):
        changed(Settings(), path, value)


def test_differences_are_named_by_their_keys() -> None:
    after = changed(with_value(Settings(), "ui", "mouse", False), ("thresholds", "types", "opc", "low"), 7)
    assert differences(Settings(), after) == ["thresholds.types", "ui.mouse"]
    assert differences(after, after) == []
