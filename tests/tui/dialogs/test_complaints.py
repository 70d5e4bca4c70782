from core.admin_edits import checked_line
from core.errors import SuppliesError
from tui.dialogs.complaints import complaint_by, complaint_of


def test_a_complaint_is_the_error_with_its_hint() -> None:
    assert complaint_of(SuppliesError("no such file", "choose another")) == "no such file: choose another"
    assert complaint_of(SuppliesError("no such file")) == "no such file"


def test_a_check_that_raises_complains_and_one_that_does_not_is_silent() -> None:
    complaint = complaint_by(checked_line)
    assert complaint("x" * 201) == "201 characters are too many: a name or a place has at most 200"
    assert complaint("x") is None
