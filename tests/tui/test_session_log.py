from datetime import timedelta

from tests.tui.fakes import NOW
from tui.session_log import MOST_ENTRIES, SessionLog


def test_the_newest_comes_first() -> None:
    log = SessionLog()
    log.add(NOW, "warning", "one", "")
    log.add(NOW, "error", "two", "hint")
    assert [(entry.key, entry.title) for entry in log.entries] == [("2", "two"), ("1", "one")]


def test_the_same_in_a_row_is_counted_and_has_the_last_time() -> None:
    log = SessionLog()
    for minute in range(3):
        log.add(NOW + timedelta(minutes=minute), "warning", "one", "hint")
    log.add(NOW, "error", "one", "hint")
    log.add(NOW, "warning", "one", "hint")
    assert [(entry.severity, entry.times) for entry in log.entries] == [("warning", 1), ("error", 1), ("warning", 3)]
    assert log.entries[-1].at == NOW + timedelta(minutes=2)


def test_the_oldest_go() -> None:
    log = SessionLog()
    for number in range(MOST_ENTRIES + 3):
        log.add(NOW, "information", f"entry {number}", "")
    assert len(log.entries) == MOST_ENTRIES
    assert log.told == MOST_ENTRIES + 3
    assert log.entries[-1].title == "entry 3"
