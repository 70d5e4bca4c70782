import pytest

from core.settings import Settings
from core.settings.catalog import ANY, catalog
from tests.tui.setting_pages.states import picked, rows, state, typed, written
from tui.setting_edits import Open
from tui.setting_pages.entries import DevicesPage, SuppliesPage, TypesPage
from tui.setting_pages.items import ItemsPage
from tui.setting_pages.keys import KeysPage
from tui.setting_pages.root import RootPage
from tui.setting_pages.users import UsersPage

PAGE = RootPage()


def test_every_setting_of_the_schema_has_a_line() -> None:
    assert list(rows(PAGE, state())) == [one.key for one in catalog() if ANY not in one.path]


@pytest.mark.parametrize("settings", [Settings(), None], ids=["default", "set"])
def test_every_line_can_be_changed(settings: Settings | None) -> None:
    now = state(settings)
    for key, row in rows(PAGE, now).items():
        assert PAGE.change(now, key) is not None, key
        assert row.opens == isinstance(PAGE.change(now, key), Open)
        assert row.meaning
        assert row.facts.endswith(".")


@pytest.mark.parametrize(
    ("key", "value", "is_changed"),
    [
        ("discovery.targets", "10.1.0.0/22, 10.2.0.5-40, lp7.example.net", True),
        ("discovery.exclude", "none", False),
        ("discovery.communities", "public, s···", True),
        ("discovery.port", "161", False),
        ("discovery.rate", "200 a second", True),
        ("polling.interval_seconds", "60 s", True),
        ("thresholds.low", "25 %", True),
        ("thresholds.types", "1 type", True),
        ("thresholds.supplies", "none", False),
        ("snmpv3", "1 user", True),
        ("ui.mouse", "off", True),
        ("ui.keys", "1 command", True),
        ("ui.theme", "supplies-dark", False),
    ],
)
def test_a_value_reads_as_people_say_it_and_differs_from_the_default_or_not(
    key: str, value: str, is_changed: bool
) -> None:
    row = rows(PAGE, state())[key]
    assert (row.value, row.is_changed) == (value, is_changed)


def test_limits_default_and_effect_are_told() -> None:
    facts = {key: row.facts for key, row in rows(PAGE, state()).items()}
    assert facts["polling.interval_seconds"] == "From 1 to 604,800 s. Default: 300 s. A change counts at once."
    assert facts["discovery.rate"] == (
        "From 1 to 100,000 a second. Default: 500 a second. A change counts from the next sweep on."
    )
    assert facts["snmpv3"] == "A change counts at once."


def test_a_number_is_typed_and_what_is_wrong_with_it_is_said() -> None:
    edit = typed(PAGE.change(state(), "discovery.rate"))
    assert (edit.text, edit.unit) == ("200", "a second")
    assert edit.wrong("0") == edit.wrong("x") == edit.wrong("") == "a whole number from 1 to 100,000 is wanted"
    assert edit.wrong("300") is None
    assert written(edit.take("300")) == (("discovery", "rate"), 300)


def test_a_number_must_fit_beside_the_others() -> None:
    edit = typed(PAGE.change(state(), "thresholds.low"))
    assert edit.wrong("3") == "Near empty (5 %) must not be above Low (3 %)"
    assert edit.wrong("5") is None


def test_a_switch_turns_over() -> None:
    assert written(PAGE.change(state(), "ui.mouse")) == (("ui", "mouse"), True)
    assert written(PAGE.change(state(Settings()), "ui.mouse")) == (("ui", "mouse"), False)


@pytest.mark.parametrize(
    ("key", "chosen", "choice", "value"),
    [
        ("discovery.schedule", "off", "weekly", "weekly"),
        ("ui.theme", "supplies-dark", "supplies-light", "supplies-light"),
        ("ui.sort", "alerts", "-age", "-age"),
        ("ui.group", "none", "subnet", "subnet"),
    ],
)
def test_where_there_are_few_choices_one_is_picked(key: str, chosen: str, choice: str, value: str) -> None:
    edit = picked(PAGE.change(state(Settings()), key))
    assert edit.chosen == chosen
    assert {chosen, choice} <= edit.choices.keys()
    assert written(edit.take(choice)) == (tuple(key.split(".")), value)


def test_lists_and_tables_open_pages_of_their_own() -> None:
    opened = {key: type(act.page) for key in rows(PAGE, state()) if isinstance(act := PAGE.change(state(), key), Open)}
    assert opened == {
        "discovery.targets": ItemsPage,
        "discovery.exclude": ItemsPage,
        "discovery.communities": ItemsPage,
        "thresholds.types": TypesPage,
        "thresholds.devices": DevicesPage,
        "thresholds.supplies": SuppliesPage,
        "snmpv3": UsersPage,
        "ui.keys": KeysPage,
        "ui.columns": ItemsPage,
    }


def test_only_what_is_not_as_by_default_goes_back_to_it() -> None:
    assert written(PAGE.reset(state(), "discovery.rate")) == (("discovery", "rate"), None)
    assert written(PAGE.reset(state(), "discovery.targets")) == (("discovery", "targets"), None)
    assert PAGE.reset(state(), "discovery.port") is None
    assert PAGE.reset(state(), "snmpv3") is None, "users are taken out one by one"
    assert (PAGE.can_add, PAGE.can_remove) == (False, False)
