import msgspec
import pytest

from core.settings import Settings
from core.settings.catalog import ANY, Setting, catalog, members, section_titles, setting_at
from core.settings.schema import LATER
from core.settings.values import complaint


@pytest.mark.parametrize("setting", catalog(), ids=lambda setting: setting.key)
def test_a_setting_has_a_title_a_sentence_and_a_default_that_fits(setting: Setting) -> None:
    assert setting.title
    assert setting.title[0].isupper()
    assert len(setting.title) <= 22
    if setting.path[-1] != ANY:
        assert setting.help.endswith(".")
        assert len(setting.help) <= 110
    if setting.default is not None:
        assert complaint(setting, setting.default) is None


def test_every_field_of_the_schema_is_in_it() -> None:
    keys = {setting.key for setting in catalog()}
    for section in msgspec.structs.fields(Settings):
        inner = section.default if section.default_factory is msgspec.NODEFAULT else section.default_factory()
        if isinstance(inner, msgspec.Struct):
            assert {f"{section.name}.{field.name}" for field in msgspec.structs.fields(inner)} <= keys
        else:
            assert section.name in keys
    assert not keys & LATER


def test_a_setting_of_an_entry_is_found_by_the_entrys_name() -> None:
    low = setting_at(("thresholds", "types", "opc", "low"))
    assert low is not None
    assert low.path == ("thresholds", "types", ANY, "low")
    assert (low.unit, low.least, low.most) == ("%", 0, 100)
    assert setting_at(("thresholds", "types", "opc")) is None
    assert setting_at(("discovery", "ratee")) is None


def test_choices_are_in_the_order_of_the_declaration() -> None:
    protocol = setting_at(("snmpv3", "lab", "privacy_protocol"))
    assert protocol is not None
    assert protocol.choices == ("DES", "AES", "AES-192", "AES-256")


def test_a_table_knows_what_its_entries_have() -> None:
    table = setting_at(("thresholds", "devices"))
    assert table is not None
    assert [member.path[-1] for member in members(table)] == ["low", "near_empty", "waste_low", "waste_near_full"]


def test_sections_have_titles() -> None:
    assert list(section_titles().values()) == ["Discovery", "Polling", "Thresholds", "SNMPv3 users", "Terminal"]
