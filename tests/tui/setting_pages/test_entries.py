from core.alerts.thresholds import DeviceThresholds, SupplyThresholds, Thresholds
from core.settings import Settings
from tests.tui.printers import typical
from tests.tui.setting_pages.states import picked, rows, state, typed, written
from tui.setting_edits import Drop, Write
from tui.setting_pages.entries import AS_IN_GENERAL, DevicesPage, SuppliesPage, TypesPage
from tui.setting_pages.row import panel_content

DEVICE = next(device for device in typical() if device.reading is not None and device.identity.name)
SUPPLY = DEVICE.reading.supplies[0] if DEVICE.reading is not None else None


def test_a_type_has_a_line_for_each_threshold() -> None:
    found = rows(TypesPage(), state())
    assert [(row.group, row.title, row.value, row.is_changed) for row in found.values()] == [
        ("Drum", "Low", "10 %", True),
        ("Drum", "Near empty", AS_IN_GENERAL, False),
    ]


def test_a_threshold_is_typed_or_left_to_the_general_one() -> None:
    page, now = TypesPage(), state()
    key = next(iter(rows(page, now)))
    edit = typed(page.change(now, key))
    assert edit.wrong("101") == "a number from 0 to 100 is wanted"
    assert edit.wrong("") is None
    assert written(edit.take("12.5")) == (("thresholds", "types", "opc", "low"), 12.5)
    assert written(edit.take("")) == (("thresholds", "types", "opc", "low"), None)
    assert written(page.reset(now, key)) == (("thresholds", "types", "opc", "low"), None)
    for unset in (edit.take(""), page.reset(now, key)):
        assert isinstance(unset, Write)
        assert unset.told == f"Drum: Low: {AS_IN_GENERAL}"
    near = list(rows(page, now))[1]
    assert page.reset(now, near) is None
    assert typed(page.change(now, near)).wrong("11") == "Near empty (11 %) must not be above Low (10 %)"


def test_an_entry_goes_as_a_whole() -> None:
    page = TypesPage()
    for key in rows(page, state()):
        act = page.remove(state(), key)
        assert isinstance(act, Drop)
        assert act.path == ("thresholds", "types", "opc")


def test_one_more_type_is_picked_those_of_the_devices_first() -> None:
    page, now = TypesPage(), state(devices=typical())
    edit = picked(page.add(now))
    assert "opc" not in edit.choices, "it is in already"
    assert not {"other", "unknown"} & edit.choices.keys()
    present = {supply.type for device in typical() if device.reading for supply in device.reading.supplies} - {"opc"}
    assert set(list(edit.choices)[: len(present)]) == present
    act = edit.take("fuser")
    assert isinstance(act, Write)
    assert (act.path, act.value) == (("thresholds", "types", "fuser"), {})
    assert act.cursor == "thresholds\ntypes\nfuser\nlow"


def test_one_more_device_is_named_by_anything_it_is_known_by() -> None:
    page, now = DevicesPage(), state(Settings(), devices=typical())
    edit = typed(page.add(now))
    assert edit.wrong("") == "the device's name, address, serial number or id is wanted"
    assert edit.wrong("frobnicator") == "no device 'frobnicator'"
    for text in (DEVICE.address, DEVICE.identity.name or "", DEVICE.id):
        assert edit.wrong(text) is None
        assert (DEVICE.identity.model or "") in edit.note(text)
        assert written(edit.take(text)) == (("thresholds", "devices", DEVICE.id), {})


def test_a_device_is_shown_by_its_name_and_one_that_is_gone_by_its_id() -> None:
    thresholds = Thresholds(devices={DEVICE.id: DeviceThresholds(low=10), "d0000000000": DeviceThresholds()})
    found = DevicesPage().rows(state(Settings(thresholds=thresholds), devices=typical()))
    assert [row.group for row in found] == [DEVICE.identity.name] * 4 + ["d0000000000"] * 4
    assert [row.title for row in found[:4]] == ["Low", "Near empty", "Waste nearly full", "Waste about to be full"]


def test_one_more_supply_is_picked_after_its_device() -> None:
    assert SUPPLY is not None
    page, now = SuppliesPage(), state(Settings(), devices=typical())
    edit = picked(typed(page.add(now)).take(DEVICE.address))
    assert edit.choices[SUPPLY.index] == SUPPLY.name
    assert written(edit.take(SUPPLY.index)) == (("thresholds", "supplies", f"{DEVICE.id}/{SUPPLY.index}"), {})


def test_a_supply_is_shown_by_its_name() -> None:
    assert SUPPLY is not None
    own = {f"{DEVICE.id}/{SUPPLY.index}": SupplyThresholds(low=30), "d0000000000/1.9": SupplyThresholds()}
    found = SuppliesPage().rows(state(Settings(thresholds=Thresholds(supplies=own)), devices=typical()))
    assert [row.group for row in found][::2] == [f"{SUPPLY.name}, {DEVICE.identity.name}", "d0000000000/1.9"]
    assert str(panel_content(found[0])).startswith(f"{SUPPLY.name}, {DEVICE.identity.name}: Low")
