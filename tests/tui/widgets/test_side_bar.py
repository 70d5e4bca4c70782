from tui.widgets.side_bar import VIEW_COLUMNS, ViewRow, as_before, view_rows


def test_views_have_numbers_counts_and_a_mark_for_the_present_one() -> None:
    rows = view_rows({"all": 11, "low": 5}, "low")
    assert rows["all"] == ViewRow(1, "All", 11, is_present=False)
    assert rows["low"] == ViewRow(2, "Low Status", 5, is_present=True)
    assert rows["ignored"] == ViewRow(6, "Ignored", 0, is_present=False)


def test_a_view_is_drawn_with_its_key_and_its_count() -> None:
    row = view_rows({"recent": 120}, "recent")["recent"]
    assert [column.draw(row, column.ideal).plain for column in VIEW_COLUMNS] == ["►", "3 Recently Added", "120"]


def test_rows_that_are_as_before_are_the_same_objects() -> None:
    before = view_rows({"all": 11, "low": 5}, "all")
    after = as_before(before, view_rows({"all": 11, "low": 6}, "all"))
    assert after == view_rows({"all": 11, "low": 6}, "all")
    assert [key for key in after if after[key] is not before[key]] == ["low"]
