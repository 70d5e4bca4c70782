import pytest

from core.model.level import Percent, Some, Unknown
from core.model.status import AlertRow, Status
from core.model.supply import Supply
from core.printer.solid_ink_flags import ink_conditions, with_flags

INKS = [
    Supply(index=f"1.{number}", name=f"{color} Ink", color=color, type="solidWax", level=Some(raw_level=-3))
    for number, color in enumerate(("black", "cyan", "magenta"), 1)
]
KIT = Supply(index="1.9", name="Maintenance Kit", type="other", level=Percent(value=14.0))


def _alert(code: str, text: str = "", group_index: int | None = None, group: str = "markerSupplies") -> AlertRow:
    return AlertRow(index="1.1", severity="warning", group=group, group_index=group_index, code=code, text=text)


def _conditions(status: Status | None = None, *alerts: AlertRow) -> list[str]:
    found = ink_conditions([*INKS, KIT], status or Status(), alerts)
    assert "1.9" not in found
    return [found[ink.index][0] for ink in INKS]


def test_some_without_a_sign_of_low_stays_some() -> None:
    assert _conditions() == ["ok", "ok", "ok"]
    flagged = with_flags([*INKS, KIT], Status(), ())
    assert [supply.level for supply in flagged] == [supply.level for supply in (*INKS, KIT)]


@pytest.mark.parametrize(
    ("alert", "expected"),
    [
        (_alert("subunitAlmostEmpty", "", 2), ["ok", "low", "ok"]),
        (_alert("inkEmpty", "", 3), ["ok", "ok", "empty"]),
        (_alert("other", "Low Cyan Ink", None, "marker"), ["ok", "low", "ok"]),
        (_alert("subunitEmpty", "Load magenta ink"), ["ok", "ok", "empty"]),
        (_alert("subunitAlmostEmpty", "Supply low"), ["ok", "ok", "ok"]),
        (_alert("coverOpen", "Close the cyan door", None, "cover"), ["ok", "ok", "ok"]),
    ],
)
def test_an_alert_row_names_its_ink(alert: AlertRow, expected: list[str]) -> None:
    assert _conditions(None, alert) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Cyan ink is low", ["ok", "low", "ok"]),
        ("Encre noire faible", ["low", "ok", "ok"]),
        ("Out of magenta ink", ["ok", "ok", "empty"]),
        ("Tinte Cyan leer", ["ok", "empty", "ok"]),
        ("Ready", ["ok", "ok", "ok"]),
    ],
)
def test_the_panel_names_its_ink(line: str, expected: list[str]) -> None:
    assert _conditions(Status(console=(line,))) == expected


def test_the_worst_sign_counts() -> None:
    assert _conditions(Status(console=("Cyan ink is low",)), _alert("inkEmpty", "", 2)) == ["ok", "empty", "ok"]
    assert _conditions(Status(console=("Cyan ink empty",)), _alert("inkAlmostEmpty", "", 2)) == ["ok", "empty", "ok"]


def test_a_bit_that_could_mean_any_ink_means_none() -> None:
    assert _conditions(Status(errors=("lowToner",))) == ["ok", "ok", "ok"]
    assert ink_conditions(INKS[:1], Status(errors=("lowToner",)), ())["1.1"][0] == "low"


def test_an_ink_that_is_out_is_at_0_percent_and_a_low_one_has_no_number() -> None:
    alerts = (_alert("inkEmpty", "", 1), _alert("inkAlmostEmpty", "", 2))
    black, cyan, magenta = with_flags(INKS, Status(), alerts)
    assert black.level == Percent(value=0.0, source="alerts", raw_level=-3)
    assert (cyan.level, cyan.condition) == (INKS[1].level, "low")
    assert magenta.condition == "ok"


def test_a_true_percentage_is_kept() -> None:
    ink = Supply(index="1.1", name="Cyan", color="cyan", type="solidWax", level=Percent(value=40.0))
    (flagged,) = with_flags([ink], Status(console=("Cyan ink empty",)), ())
    assert flagged.level == Percent(value=40.0)
    assert flagged.condition == "empty"


def test_an_unknown_ink_without_a_sign_has_no_condition() -> None:
    ink = Supply(index="1.1", name="Cyan", color="cyan", type="ink", level=Unknown(raw_level=-2))
    assert ink_conditions([ink], Status(), ()) == {}
