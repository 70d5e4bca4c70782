import logging

import pytest

from core.notices import Notice, NoticeSeverity, log_notice


@pytest.mark.parametrize(
    ("severity", "level"), [("information", logging.INFO), ("warning", logging.WARNING), ("error", logging.ERROR)]
)
def test_a_notice_is_logged_by_its_severity_and_its_words_are_no_format(
    severity: NoticeSeverity, level: int, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        log_notice(Notice("the disk is 100%s full", severity))
    (record,) = caplog.records
    assert (record.levelno, record.getMessage()) == (level, "the disk is 100%s full")
