"""Dice that fall the same way for the same question: the fleet's chance, without any state."""

from hashlib import blake2s


def draw(below: int, *question: int | str) -> int:
    """A number from 0 to `below` - 1 that depends on the question and on nothing else."""
    digest = blake2s("/".join(map(str, question)).encode(), digest_size=8).digest()
    return int.from_bytes(digest) % below


def reshuffle(text: str, *question: int | str) -> str:
    """Another serial number of the same make: the last eight digits drawn anew, all else kept."""
    letters = list(text)
    digits = [place for place, letter in enumerate(letters) if letter.isdigit()]
    for place in digits[-8:]:
        letters[place] = str(draw(10, place, *question))
    return "".join(letters)
