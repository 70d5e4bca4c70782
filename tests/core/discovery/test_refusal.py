import pytest

from core.discovery.refusal import nobody_to_ask
from core.discovery.targets import NameFailure, Targets, parse_targets
from core.errors import NotFoundError, UsageError


def unknown(*names: str, exclude: str = "", is_exclude: bool = False) -> Targets:
    parsed = parse_targets(["10.1.0.1-254"] if exclude else [], exclude=[exclude])
    failures = tuple(NameFailure(name, "the name is not known", is_exclude) for name in names)
    return Targets(parsed.entries, parsed.excluded, failures=failures)


@pytest.mark.parametrize(
    ("targets", "words"),
    [
        (parse_targets(["10.1.0.0-255"], exclude=["10.1.0.0/16"]), "all 256 addresses are in discovery.exclude"),
        (parse_targets(["10.1.0.7"], exclude=["10.1.0.7"]), "the address is in discovery.exclude"),
        (parse_targets([]), "no targets to sweep"),
        (parse_targets([" , "]), "no targets to sweep"),
        (unknown("server", is_exclude=True), "no targets to sweep"),
    ],
)
def test_what_holds_nobody_is_written_wrong(targets: Targets, words: str) -> None:
    problem = nobody_to_ask(targets)
    assert isinstance(problem, UsageError)
    assert problem.title == words
    assert problem.hint


@pytest.mark.parametrize(
    ("targets", "words"),
    [
        (unknown("printer7"), "printer7: the name is not known"),
        (
            unknown("lp7", exclude="10.1.0.0/24"),
            "all 254 addresses are in discovery.exclude, lp7: the name is not known",
        ),
        (
            unknown("a", "b", "c", "d", "e"),
            "a: the name is not known, b: the name is not known, c: the name is not known, and 2 more names",
        ),
    ],
)
def test_names_without_an_address_are_not_found(targets: Targets, words: str) -> None:
    problem = nobody_to_ask(targets)
    assert isinstance(problem, NotFoundError)
    assert problem.title == words


def test_who_may_be_asked_is_not_refused() -> None:
    assert nobody_to_ask(parse_targets(["10.1.0.0/24"], exclude=["10.1.0.7"])) is None
    assert nobody_to_ask(parse_targets(["printer7"])) is None, "the name is not looked up yet"


def test_what_is_left_out_is_counted_once() -> None:
    targets = parse_targets(["10.1.0.1-10, 10.1.0.5-14"], exclude=["10.1.0.9-30", "10.2.0.0/16"])
    assert (targets.count, targets.left_out) == (8, 6)
