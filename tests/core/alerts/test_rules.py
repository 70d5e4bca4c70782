import pytest
from msgspec.structs import replace

from core.alerts.rules import Thresholds, assess, assess_reading, assessed_otherwise, level_state
from core.alerts.thresholds import DeviceThresholds, Limits, SupplyThresholds
from core.alerts.wording import DEVICE_WORDS, folded, level_words, supply_warning, warnings
from core.model.device import Device, Reading
from core.model.level import Level, Percent, Quantity, Some, Unknown, Unlimited
from core.model.severity import SupplyState
from core.model.status import AlertRow, Status
from core.model.supply import Supply

DEFAULT = Thresholds()


@pytest.mark.parametrize(
    ("level", "receptacle", "state"),
    [
        (Percent(value=62.0), False, "ok"),
        (Percent(value=20.0), False, "low"),
        (Percent(value=5.0), False, "near_empty"),
        (Percent(value=0.4), False, "near_empty"),
        (Percent(value=0.0), False, "empty"),
        (Percent(value=15.0), True, "ok"),
        (Percent(value=10.0), True, "low"),
        (Percent(value=2.0), True, "near_empty"),
        (Percent(value=0.0), True, "empty"),
        (Some(), False, "ok"),
        (Some(), True, "ok"),
        (Unknown(), False, "unknown"),
        (Unlimited(), False, "ok"),
        (Quantity(value=7809, unit="impressions"), False, "ok"),
        (Quantity(value=0, unit="impressions"), False, "empty"),
    ],
)
def test_a_level_alone_gives_a_state_and_what_is_unknown_stays_unknown(
    level: Level, receptacle: bool, state: SupplyState
) -> None:
    limits = (
        Limits(DEFAULT.waste_low, DEFAULT.waste_near_full) if receptacle else Limits(DEFAULT.low, DEFAULT.near_empty)
    )
    assert level_state(level, limits) == state


def alert(code: str, *, index: int | None = 1, severity: str = "warning", group: str = "markerSupplies") -> AlertRow:
    return AlertRow(index="1.1", severity=severity, group=group, group_index=index, code=code, text=f"{code} said")


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        ((alert("tonerAlmostEmpty"),), "low"),
        ((alert("tonerAlmostEmpty"), alert("tonerEmpty")), "empty"),
        ((alert("tonerEmpty", index=2),), "ok"),
        ((alert("tonerEmpty", group="input"),), "ok"),
        ((alert("configurationChange"),), "ok"),
    ],
)
def test_the_printers_own_alert_rows_outvote_a_fine_level(
    reading: Reading, rows: tuple[AlertRow, ...], state: SupplyState
) -> None:
    assessed = assess_reading(replace(reading, alerts=rows), DEFAULT)
    assert assessed.of("1.1") == state


@pytest.mark.parametrize(("condition", "state"), [("low", "low"), ("empty", "empty"), ("ok", "ok"), (None, "ok")])
def test_the_printers_own_flag_outvotes_a_fine_level(reading: Reading, condition: str | None, state: str) -> None:
    flagged = (replace(reading.supplies[0], condition=condition, level=Some()),)
    assert assess_reading(replace(reading, supplies=flagged), DEFAULT).of("1.1") == state


def test_low_toner_bit_without_a_low_supply_makes_the_device_low_and_blames_none(reading: Reading) -> None:
    fine = tuple(replace(supply, level=Percent(value=62.0)) for supply in reading.supplies)
    assessed = assess_reading(replace(reading, supplies=fine, status=Status(errors=("lowToner",))), DEFAULT)
    assert assessed.state == "low"
    assert {supply.state for supply in assessed.supplies} == {"ok"}
    assert assessed.reasons == ("the printer reports that toner or ink is low",)


def test_low_toner_bit_on_a_mono_printer_means_its_toner(reading: Reading) -> None:
    mono = (replace(reading.supplies[0], level=Some()),)
    assessed = assess_reading(replace(reading, supplies=mono, status=Status(errors=("noToner",))), DEFAULT)
    assert assessed.of("1.1") == "empty"
    assert assessed.state == "empty"


def test_a_bit_that_a_low_supply_explains_adds_nothing(reading: Reading) -> None:
    assessed = assess_reading(replace(reading, status=Status(errors=("lowToner",))), DEFAULT)
    assert (assessed.state, assessed.reasons) == ("low", ())


@pytest.mark.parametrize("bit", ["jammed", "doorOpen", "noPaper", "serviceRequested"])
def test_a_printer_that_wants_a_person_says_attention(reading: Reading, bit: str) -> None:
    assert assess_reading(replace(reading, status=Status(errors=(bit,))), DEFAULT).state == "attention"


def test_all_unknown_is_unknown_and_one_known_is_not(reading: Reading) -> None:
    unknown = Supply(index="1.1", name="Fusing Unit", level=Unknown())
    known = Supply(index="1.2", name="Black Toner", level=Some())
    for supplies, state in (((unknown,), "unknown"), ((unknown, known), "ok"), ((), "unknown")):
        assert assess_reading(replace(reading, supplies=supplies), DEFAULT).state == state


def test_an_unreachable_device_keeps_its_supplies_states(reading: Reading) -> None:
    device = Device(id="d1", address="10.0.0.5", reading=reading, unreachable_since=reading.read_at)
    assessed = assess(device, DEFAULT)
    assert assessed.state == "unreachable"
    assert assessed.of("1.2") == "low"


def test_a_device_never_read_is_unknown() -> None:
    assert assess(Device(id="d1", address="10.0.0.5"), DEFAULT).state == "unknown"


@pytest.mark.parametrize(
    ("level", "receptacle", "words"),
    [
        (Percent(value=12.4), False, "12%"),
        (Percent(value=0.4), False, "<1%"),
        (Percent(value=0.0), False, "0%"),
        (Percent(value=90.0), True, "90% free"),
        (Some(), False, "some left"),
        (Some(), True, "some space left"),
        (Unknown(), False, "not known"),
        (Unlimited(), False, "no limit"),
        (Quantity(value=7809, unit="impressions"), False, "7,809 impressions"),
        (Quantity(value=3), False, "3 (unit not known)"),
    ],
)
def test_levels_in_words_never_hold_a_number_the_device_did_not_give(
    level: Level, receptacle: bool, words: str
) -> None:
    assert level_words(level, receptacle=receptacle) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (5.2, "5.2%"),
        (5.0, "5%"),
        (4.6, "5%"),
        (20.4, "20.4%"),
        (19.6, "20%"),
        (20.6, "21%"),
        (12.4, "12%"),
        (0.4, "<1%"),
    ],
)
def test_a_figure_beside_its_limits_is_on_their_right_side(value: float, words: str) -> None:
    assert level_words(Percent(value=value), limits=Limits(low=20, near_empty=5)) == words


def test_limits_between_whole_percents_count_as_well() -> None:
    limits = Limits(low=7.5, near_empty=2.5)
    assert [level_words(Percent(value=value), limits=limits) for value in (7.6, 7.4, 2.6)] == ["8%", "7%", "3%"]
    assert level_words(Percent(value=5.6), limits=Limits(low=5.8, near_empty=1)) == "5.6%", "not 6%, as it is low"


def test_a_warning_has_whole_percents() -> None:
    assert supply_warning(Supply(index="1.1", name="Black Toner", level=Percent(value=5.2)), "low") == (
        "Black Toner Low (5%)"
    )


def test_warnings_read_as_people_know_them(reading: Reading) -> None:
    assessed = assess_reading(reading, DEFAULT)
    assert folded(warnings(reading, assessed)) == "Cyan Toner Cartridge Low (12%)"
    waste = Supply(index="1.9", name="Waste Toner Box", type="wasteToner", receptacle=True, level=Percent(value=5.0))
    assert supply_warning(waste, "low") == "Waste Toner Box Nearly Full"
    assert supply_warning(waste, "ok") is None


def test_several_warnings_fold_the_most_urgent_first(reading: Reading) -> None:
    empty = replace(reading.supplies[0], level=Percent(value=0.0))
    several = replace(reading, supplies=(reading.supplies[1], empty), status=Status(errors=("jammed",)))
    assessed = assess_reading(several, DEFAULT)
    assert warnings(several, assessed) == ("Black Toner Cartridge Empty", "Cyan Toner Cartridge Low (12%)", "Paper jam")
    assert folded(warnings(several, assessed)) == "Black Toner Cartridge Empty, open details for 2 more"


def test_a_fine_printer_says_ok(reading: Reading) -> None:
    fine = replace(reading, supplies=(reading.supplies[0],))
    assessed = assess_reading(fine, DEFAULT)
    assert (warnings(fine, assessed), DEVICE_WORDS[assessed.state]) == ((), "OK")


def test_a_device_goes_by_the_thresholds_of_its_own(reading: Reading) -> None:
    """Cyan is at 12 %: low in general."""
    one, other = Device(id="d1", address="a", reading=reading), Device(id="d2", address="b", reading=reading)
    own = Thresholds(
        devices={"d1": DeviceThresholds(low=10)}, supplies={"d2/1.2": SupplyThresholds(low=40, near_empty=15)}
    )
    assert (assess(one, own).of("1.2"), assess(other, own).of("1.2")) == ("ok", "near_empty")
    assert assess_reading(reading, own).of("1.2") == "low"


def test_only_devices_that_thresholds_concern_are_assessed_otherwise(reading: Reading) -> None:
    devices = [Device(id=f"d{number}", address=str(number), reading=reading) for number in range(3)]
    assert assessed_otherwise(devices, DEFAULT, DEFAULT) == ()
    assert assessed_otherwise(devices, DEFAULT, Thresholds(devices={"d1": DeviceThresholds(low=10)})) == ("d1",)
    assert assessed_otherwise(devices, DEFAULT, Thresholds(low=10)) == ("d0", "d1", "d2")
