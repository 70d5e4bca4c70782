from tui.undoing import Undo, UndoStack


def undo(title: str) -> Undo:
    return Undo(title, "", ())


def test_the_last_comes_first_until_nothing_is_left() -> None:
    stack = UndoStack()
    stack.push(undo("a"))
    stack.push(undo("b"))
    popped = [stack.pop() for _ in range(3)]
    assert [one and one.title for one in popped] == ["b", "a", None]


def test_the_oldest_are_forgotten() -> None:
    stack = UndoStack(most=2)
    for title in "abc":
        stack.push(undo(title))
    popped = [stack.pop() for _ in range(3)]
    assert [one and one.title for one in popped] == ["c", "b", None]
