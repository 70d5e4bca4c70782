from core.settings import Settings, UiSettings
from core.settings.catalog import setting_at
from tests.tui.setting_pages.states import picked, rows, state, typed, written
from tui.setting_edits import Write
from tui.setting_pages.items import ItemsPage


def page(key: str) -> ItemsPage:
    setting = setting_at(tuple(key.split(".")))
    assert setting is not None
    return ItemsPage(setting)


TARGETS = page("discovery.targets")
PATH = ("discovery", "targets")


def test_each_text_has_a_line() -> None:
    found = rows(TARGETS, state())
    assert [row.value for row in found.values()] == ["10.1.0.0/22", "10.2.0.5-40", "lp7.example.net"]
    assert found["0"].title == "1 of 3"
    assert rows(TARGETS, state(Settings())) == {}


def test_a_text_is_changed_in_its_place() -> None:
    edit = typed(TARGETS.change(state(), "1"))
    assert edit.text == "10.2.0.5-40"
    assert edit.wrong("10.300.0.1") == "'10.300.0.1' is no IPv4 address"
    assert edit.wrong("10.1.0.0/22") == "it is in the list already"
    assert edit.wrong("10.2.0.5-40") is None
    assert written(edit.take(" 10.9.0.0/24 ")) == (PATH, ["10.1.0.0/22", "10.9.0.0/24", "lp7.example.net"])


def test_one_more_goes_to_the_end() -> None:
    edit = typed(TARGETS.add(state(Settings())))
    assert edit.wrong("") == "an item is empty"
    assert edit.wrong("@list.txt") is None
    assert written(edit.take("printer7")) == (PATH, ["printer7"])


def test_a_text_goes_and_the_others_stay() -> None:
    assert written(TARGETS.remove(state(), "1")) == (PATH, ["10.1.0.0/22", "lp7.example.net"])


def test_a_text_moves_up_and_down_but_not_out() -> None:
    assert written(TARGETS.move(state(), "1", -1)) == (PATH, ["10.2.0.5-40", "10.1.0.0/22", "lp7.example.net"])
    assert TARGETS.move(state(), "0", -1) is None
    assert TARGETS.move(state(), "2", 1) is None


def test_the_list_goes_back_to_its_default_as_a_whole() -> None:
    assert written(TARGETS.reset(state(), "1")) == (PATH, None)
    assert TARGETS.reset(state(Settings()), "0") is None


def test_communities_are_shown_by_their_first_letter_until_they_are_changed() -> None:
    communities = page("discovery.communities")
    now = state()
    assert [row.value for row in communities.rows(now)] == ["public", "s···"]
    edit = typed(communities.change(now, "1"))
    assert edit.text == "s3cret"
    changes = (
        edit.take("other"),
        communities.remove(now, "1"),
        communities.move(now, "1", -1),
        communities.reset(now, "1"),
    )
    assert written(changes[0]) == (("discovery", "communities"), ["public", "other"])
    for change in changes:
        assert isinstance(change, Write)
        assert "s3cret" not in change.told
        assert "other" not in change.told


def test_columns_are_picked_from_those_that_there_are() -> None:
    columns = page("ui.columns")
    now = state(Settings(ui=UiSettings(columns=("device", "age"))))
    assert [row.value for row in columns.rows(now)] == ["Device", "Age"]
    edit = picked(columns.add(now))
    assert "device" not in edit.choices
    assert written(edit.take("alerts")) == (("ui", "columns"), ["device", "age", "alerts"])
    assert "device" in picked(columns.change(now, "0")).choices
