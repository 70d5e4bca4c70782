"""What stands beside a field when its text will not do, in the same words everywhere."""

from collections.abc import Callable

from core.errors import SuppliesError


def complaint_of(problem: SuppliesError) -> str:
    """An error with its hint in one line."""
    return f"{problem.title}: {problem.hint}" if problem.hint else problem.title


def complaint_by(check: Callable[[str], object]) -> Callable[[str], str | None]:
    """A check that raises as one that says what is wrong with a text; None when nothing is."""

    def complaint(text: str) -> str | None:
        try:
            check(text)
        except SuppliesError as error:
            return complaint_of(error)
        return None

    return complaint
