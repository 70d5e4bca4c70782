import pytest

from core.model.level import Level, Percent, Quantity, Some, Unknown
from core.model.supply import Supply
from core.printer.merge import merge_facts
from core.printer.vendors.facts import SupplyFact

TONER = ("toner", "tonerCartridge")


def _supply(index: str, color: str | None = None, kind: str = "toner", level: Level | None = None) -> Supply:
    return Supply(index=index, name="Row", color=color, type=kind, level=level or Some(raw_level=-3))


def _merged(supplies: list[Supply], *facts: SupplyFact) -> list[Supply]:
    return list(merge_facts(supplies, facts, dialect="acme"))


def _percent(value: float) -> Percent:
    return Percent(value=value, source="acme")


def test_a_fact_joins_by_index_first() -> None:
    rows = [_supply("1.1", "cyan"), _supply("1.2", "black")]
    fact = SupplyFact(index="1.2", types=TONER, color="cyan", level=_percent(9))
    first, second = _merged(rows, fact)
    assert isinstance(first.level, Some)
    assert second.level == Percent(value=9, source="acme")


def test_a_fact_joins_by_type_and_color() -> None:
    rows = [_supply("1.1", "cyan"), _supply("1.2", "black"), _supply("1.3", "black", "opc")]
    merged = _merged(rows, SupplyFact(types=TONER, color="black", level=_percent(9), serial="S1", part_number="P1"))
    assert [type(row.level) for row in merged] == [Some, Percent, Some]
    assert (merged[1].serial, merged[1].part_number) == ("S1", "P1")


def test_a_fact_without_a_color_joins_the_only_row_of_its_types() -> None:
    merged = _merged([_supply("1.1", "black", "opc")], SupplyFact(types=("opc",), level=_percent(9)))
    assert isinstance(merged[0].level, Percent)


def test_a_fact_that_could_mean_two_rows_is_left_out() -> None:
    rows = [_supply("1.30", "black"), _supply("1.31", "black")]
    merged = _merged(rows, SupplyFact(types=TONER, color="black", level=_percent(9), standalone="acme.1"))
    assert merged == rows


def test_a_fact_that_no_row_fits_becomes_a_row_only_where_it_says_so() -> None:
    alone = SupplyFact(types=("wasteToner",), level=_percent(9), name="Waste", standalone="acme.w")
    merged = _merged([_supply("1.1", "cyan")], alone, alone, SupplyFact(types=("fuser",), level=_percent(1)))
    assert [row.index for row in merged] == ["1.1", "acme.w"]
    assert (merged[1].type, merged[1].receptacle, merged[1].name) == ("wasteToner", True, "Waste")


@pytest.mark.parametrize(
    ("standard", "fact", "overrides", "is_replaced"),
    [
        (Some(raw_level=-3), _percent(40), False, True),
        (Unknown(raw_level=-2), _percent(40), False, True),
        (Quantity(value=0), _percent(40), False, True),
        (Percent(value=1.0), _percent(40), False, False),
        (Percent(value=1.0), _percent(40), True, True),
        (Percent(value=100.0, implausible="level 105 above capacity 100"), _percent(40), False, True),
        (Unknown(raw_level=-2), Some(source="acme"), False, True),
        (Quantity(value=5), Some(source="acme"), False, False),
        (Some(raw_level=-3), Unknown(source="acme"), False, False),
    ],
)
def test_a_good_standard_percentage_stands_unless_the_record_is_known_to_be_better(
    standard: Level, fact: Level, overrides: bool, is_replaced: bool
) -> None:
    (row,) = _merged([_supply("1.1", level=standard)], SupplyFact(index="1.1", level=fact, overrides=overrides))
    assert (row.level.source == "acme") is is_replaced


def test_what_the_device_says_of_the_row_itself_stays() -> None:
    own = Supply(index="1.1", name="Toner", part_number="P0", serial="S0", level=Some())
    (row,) = _merged([own], SupplyFact(index="1.1", part_number="P1", serial="S1", name="Other", condition="low"))
    assert (row.part_number, row.serial, row.name, row.condition) == ("P0", "S0", "Toner", "low")
