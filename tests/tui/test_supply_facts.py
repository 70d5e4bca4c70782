import pytest
from msgspec.structs import replace

from core.alerts.rules import Thresholds, assess
from core.alerts.thresholds import thresholds_for
from core.model.level import Percent, Unknown
from core.model.status import AlertRow
from core.model.supply import Supply
from tests.tui.fakes import NOW
from tests.tui.printers import printer, supply, toners, waste
from tui.supply_facts import article_facts, supply_facts, type_words

TOLD = AlertRow(
    index="1.9", severity="warning", group="markerSupplies", group_index=1, code="tonerAlmostEmpty", text="Black low"
)


def facts(one: Supply, *alerts: AlertRow) -> dict[str, str | None]:
    """Label -> text; texts below one label are joined by a bar."""
    device = printer(1, "a", "HP", "M1", (one,), alerts=alerts)
    limits = thresholds_for(device.id, one, Thresholds())
    found: dict[str, str | None] = {}
    label = ""
    for fact in supply_facts(device, one, assess(device, Thresholds()), limits, NOW):
        label, text = fact.label or label, fact.text
        found[label] = text if fact.label else f"{found[label]} | {text}"
    return found


def test_every_reason_of_the_state_is_named() -> None:
    told = facts(replace(toners(12)[0], condition="low"), TOLD)
    assert told["Because"] == "of its level | the printer calls it low | the printer says: Black low"
    assert told["The printer"] == "calls it low"


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (toners(62)[0], "no rule and no word of the printer says otherwise"),
        (toners("unknown")[0], "no level"),
    ],
)
def test_a_state_without_reasons_says_so(one: Supply, words: str) -> None:
    assert facts(one)["Because"] == words


def test_level_source_raw_numbers_and_limits_are_told() -> None:
    level = Percent(value=12.0, raw_level=120, raw_max=1000, source="brother", resolution=10.0)
    told = facts(replace(toners(12)[0], level=level))
    assert told["Level"] == "12%"
    assert (told["Source"], told["Raw numbers"]) == ("brother", "level 120 of 1,000")
    assert told["Steps"] == "it moves in steps of 10 points"
    assert told["Limits"] == "low at 20%, near empty at 5%"
    assert told["Read"] == "3 min ago"


def test_what_fills_up_says_so() -> None:
    told = facts(waste(8))
    assert told["Kind"] == "it fills up: its level is the space that is left"
    assert told["Limits"] == "nearly full at 10% free, about to be full at 2% free"


def test_a_turned_level_names_what_the_printer_gives() -> None:
    assert facts(replace(waste(92), is_turned=True))["Turned"] == "by you: as the printer gives it, it would be 8% free"


def test_a_turn_that_makes_a_supply_low_is_named_as_the_reason() -> None:
    assert facts(replace(waste(8), is_turned=True))["Because"] == "of its level, as you turned it"
    assert facts(waste(8))["Because"] == "of its level"


def test_a_level_just_above_a_limit_does_not_look_to_be_at_it() -> None:
    told = facts(toners(5.2)[0])
    assert (told["Level"], told["Limits"]) == ("5.2%", "low at 20%, near empty at 5%")


def test_a_level_that_cannot_be_right_is_trouble() -> None:
    odd = replace(toners(1)[0], level=Unknown(implausible="level 150 above capacity 100"))
    assert facts(odd)["Level"] == "not known, implausible: level 150 above capacity 100"


def test_the_article_is_what_one_orders() -> None:
    one = supply(3, "Drum", 50, type="opc", color="black", part_number="DR-1", serial="D9", max=100, unit="percent")
    assert [(fact.label, fact.text) for fact in article_facts(one)] == [
        ("Part number", "DR-1"),
        ("Serial number", "D9"),
        ("Type", "drum (opc)"),
        ("Color", "black"),
        ("Capacity", "100 percent"),
        ("Index", "1.3"),
    ]


@pytest.mark.parametrize(
    ("name", "words"), [("tonerCartridge", "toner cartridge"), ("wasteToner", "waste toner"), ("unknown", "unknown")]
)
def test_types_in_words(name: str, words: str) -> None:
    assert type_words(name) == words
