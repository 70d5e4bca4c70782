import pytest

from core.alerts.rows import about_words, group_words, is_cryptic, row_forms, row_words
from core.alerts.rules import assess_supply
from core.alerts.thresholds import Limits
from core.model.level import Percent
from core.model.status import AlertRow
from core.model.supply import Supply
from core.printer.alert_codes import GROUPS, TRAININGS


def row(text: str, code: str = "jam", group: str = "input", index: int | None = 2, **more: str) -> AlertRow:
    fields = {"severity": "critical"} | more
    return AlertRow(index="1.1", group=group, group_index=index, code=code, text=text, **fields)


def test_every_alert_group_has_words_and_an_unknown_one_stays_as_it_is() -> None:
    plain = {"other", "unknown", "cover", "channel", "interpreter", "alert"}
    assert {group for group in GROUPS.values() if group_words(group) == group} <= plain
    assert group_words("newGroup") == "newGroup"


@pytest.mark.parametrize(
    ("group", "index", "words"),
    [
        ("input", 2, "input tray 2"),
        ("output", 1, "output tray 1"),
        ("markerSupplies", 3, "supply 3"),
        ("cover", 1, "cover 1"),
        ("input", None, "input tray"),
        ("input", 0, "input tray"),
        ("generalPrinter", 1, "printer"),
        ("consoleLights", 4, "panel lights"),
        ("other", 1, "other"),
    ],
)
def test_what_a_row_is_about_has_a_number_where_there_are_several(group: str, index: int | None, words: str) -> None:
    assert about_words(row("x", group=group, index=index)) == words


@pytest.mark.parametrize(
    ("text", "cryptic"),
    [
        ("E13-2", True),
        ("SC 542", True),
        ("49.4C02", True),
        ("Error 49.4C02", True),
        ("Service call: C-2557", True),
        ("{13.20.00}", True),
        ("Paper jam", False),
        ("Jam 13.20", False),
        ("41.03.00 Unexpected size in tray 2", False),
        ("用紙", False),
        ("Нет", False),
    ],
)
def test_a_number_alone_says_nothing(text: str, cryptic: bool) -> None:
    assert is_cryptic(text) is cryptic


@pytest.mark.parametrize(
    ("alert", "forms"),
    [
        (
            row("E13-2", training="trained"),
            (
                "Paper jam (printer says: E13-2), needs trained staff",
                "Paper jam (printer says: E13-2)",
                "Paper jam",
            ),
        ),
        (
            row("10.23", "subunitEmpty", training="untrained"),
            ("Empty (printer says: 10.23)", "Empty"),
        ),
        (row("SC 542", "other", training="fieldService"), ("SC 542, needs a service technician", "SC 542")),
        (
            row("E1", "staplerAlmostEmpty", "finDevice"),
            ("Stapler almost empty (printer says: E1)", "Stapler almost empty"),
        ),
        (row("Load tray 2 with A4"), ("Load tray 2 with A4",)),
        (
            row("Replace the fuser", "subunitLifeOver", "marker", training="management"),
            ("Replace the fuser, needs an administrator", "Replace the fuser"),
        ),
        (row("Warming up", training="noInterventionRequired"), ("Warming up, needs nobody", "Warming up")),
        (row("E1", "code 4711"), ("E1",)),
    ],
)
def test_a_row_says_what_is_wrong_and_whom_it_needs(alert: AlertRow, forms: tuple[str, ...]) -> None:
    assert row_forms(alert) == forms


def test_every_level_of_training_is_known() -> None:
    said = {training: row_forms(row("Jam", training=training))[0] for training in TRAININGS.values()}
    assert {training for training, words in said.items() if words == "Jam"} == {"other", "unknown", "untrained"}


@pytest.mark.parametrize(
    ("alert", "words"),
    [
        (row("Tray 2 is empty"), "Tray 2 is empty"),
        (row("E13-2"), "Input tray 2: Paper jam (printer says: E13-2)"),
        (row("E13-2", group="other"), "Paper jam (printer says: E13-2)"),
        (row("E13-2", "unknown"), "E13-2"),
    ],
)
def test_a_warning_names_what_a_number_is_about(alert: AlertRow, words: str) -> None:
    assert row_words(alert) == words


def test_a_reason_of_a_supply_says_what_a_number_means() -> None:
    toner = Supply(index="1.2", name="Cyan Toner", type="toner", level=Percent(value=50.0))
    empty = row("10.23", "tonerEmpty", "markerSupplies")
    assert assess_supply(toner, [empty], Limits(20, 5)).reasons == ("the printer says: Toner empty (10.23)",)
    told = row("Cyan is out", "tonerEmpty", "markerSupplies")
    assert assess_supply(toner, [told], Limits(20, 5)).reasons == ("the printer says: Cyan is out",)
