import pytest

from core.discovery.writing import completed, toggled, words_in

KNOWN = ("192.0.2.0/25", "198.51.100.0/24", "lp7.example.net", "lp7.example.net:1161")


@pytest.mark.parametrize(
    ("text", "words"),
    [("", ()), ("10.1.0.0/24", ("10.1.0.0/24",)), (" a,b  c , ", ("a", "b", "c")), ("10.2.0.5 – 40", ("10.2.0.5-40",))],
)
def test_the_words_of_a_text(text: str, words: tuple[str, ...]) -> None:
    assert words_in(text) == words


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", "lp7"),
        ("lp7", ""),
        ("10.1.0.0/24", "10.1.0.0/24, lp7"),
        ("10.1.0.0/24 lp7 lp8", "10.1.0.0/24, lp8"),
        ("lp71", "lp71, lp7"),
        ("lp7,lp7", ""),
    ],
)
def test_a_target_is_put_in_or_taken_out(text: str, after: str) -> None:
    assert toggled(text, "lp7") == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", None),
        ("19", "192.0.2.0/25"),
        ("198", "198.51.100.0/24"),
        ("192.0.2.0/25, 19", "192.0.2.0/25, 198.51.100.0/24"),  # what is there is not offered again
        ("192.0.2.0/25,19", "192.0.2.0/25,198.51.100.0/24"),
        ("LP7.e", "LP7.example.net"),
        ("lp7.example.net", "lp7.example.net:1161"),
        ("lp7.example.net:1161", None),
        ("10.", None),
        ("192.0.2.0/25, ", None),
        ("10.2.0.5 - 4", None),  # the last word is more than it looks
    ],
)
def test_the_last_word_is_completed(text: str, after: str | None) -> None:
    assert completed(text, KNOWN) == after
