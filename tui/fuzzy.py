"""How well a text fits what somebody types (pure).

Textual's own matcher tries every way to spread the letters over the text, which takes minutes for a few equal letters
and a long sentence. This one looks once.
"""

import heapq
from collections.abc import Iterable, Sequence
from typing import NamedTuple

WHOLE, AT_START, AT_WORD, INSIDE = 4.0, 3.0, 2.0, 1.0
"""What each word that is typed is worth by where it is found."""
MOST_BY_LETTERS = 0.5
"""The most for a text that only has the letters in that order; every word found is worth more."""


class Fit(NamedTuple):
    """How well a text fits."""

    score: float
    """0.0: not at all; above 1.0: every word is in it; at most 5.0."""
    places: tuple[int, ...]
    """Where the letters are in the text, as far as they are shown."""


NO_FIT = Fit(0.0, ())


def fit(query: str, text: str) -> Fit:
    """How well a text fits.

    Args:
        query: what is typed; its words may stand in any order.
        text: where to look, in any case.
    """
    typed, there = query.lower(), text.lower()
    words = typed.split()
    if not words:
        return NO_FIT
    if typed.strip() == there:
        return Fit(1 + WHOLE, tuple(range(len(there))))
    places: list[int] = []
    worth = 0.0
    for word in words:
        place = there.find(word)
        if place < 0:
            return _fit_by_letters("".join(words), there)
        starts_word = place == 0 or not there[place - 1].isalnum()
        worth += AT_START if place == 0 else AT_WORD if starts_word else INSIDE
        places += range(place, place + len(word))
    return Fit(1 + worth / len(words), tuple(places))


def _fit_by_letters(letters: str, there: str) -> Fit:
    places: list[int] = []
    place = -1
    for letter in letters:
        place = there.find(letter, place + 1)
        if place < 0:
            return NO_FIT
        places.append(place)
    span = places[-1] - places[0] + 1
    return Fit(MOST_BY_LETTERS * len(letters) / span, tuple(places))


def best_of(
    query: str, candidates: Iterable[tuple[str, str]], most: int, best: Sequence[tuple[float, str]] = ()
) -> list[tuple[float, str]]:
    """The best candidates, those of earlier ones included; of equal ones the first.

    Args:
        query: what is typed.
        candidates: key and text of each.
        most: how many to keep.
        best: score and key of earlier ones.
    """
    scored = [(score, key) for key, text in candidates if (score := fit(query, text).score) > 0]
    return heapq.nlargest(most, [*best, *scored], key=lambda one: one[0])
