import os
import threading

from tui.terminal_output import BEHIND, MOST_PIECES, TerminalOutput


def test_everything_arrives_in_its_order() -> None:
    ours, theirs = os.pipe()
    output = TerminalOutput(theirs)
    for number in range(100):
        output.write(f"{number} é\n")
    assert output.wait(10)
    os.close(theirs)
    with os.fdopen(ours, encoding="utf-8") as read:
        assert read.read().split("\n")[:-1] == [f"{number} é" for number in range(100)]
    assert not output.has_lost


def test_a_pipe_that_takes_nothing_holds_nobody_up() -> None:
    ours, theirs = os.pipe()
    output = TerminalOutput(theirs)
    written = threading.Event()

    def write() -> None:
        for _ in range(2 * MOST_PIECES):
            output.write("x" * 10_000)
        written.set()

    threading.Thread(target=write, daemon=True).start()
    assert written.wait(10)
    assert output.is_behind, "it takes nothing"
    assert output.has_lost
    with os.fdopen(ours, "rb") as read:  # it takes again
        assert read.read(MOST_PIECES * 10_000)
        assert output.wait(10)
        os.close(theirs)


def test_a_terminal_that_is_gone_is_lost_and_nothing_else() -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    output = TerminalOutput(theirs)
    for _ in range(2 * BEHIND):
        output.write("x")
    assert output.wait(10)
    assert output.has_lost
    assert not output.is_behind
    os.close(theirs)


def test_a_pipe_that_does_not_block_is_waited_for() -> None:
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    output = TerminalOutput(theirs)
    output.write("x" * 1_000_000)
    with os.fdopen(ours, "rb") as read:
        assert len(read.read(1_000_000)) == 1_000_000
    assert output.wait(10)
    assert not output.has_lost
    os.close(theirs)


def test_what_has_not_begun_to_be_written_can_be_forgotten() -> None:
    ours, theirs = os.pipe()
    output = TerminalOutput(theirs)
    for number in range(100):
        output.write(f"{number} ".ljust(10_000))
    output.forget()
    output.write("the end")
    with os.fdopen(ours, "rb") as read:
        taken = b""
        while not taken.endswith(b"the end"):
            taken += os.read(read.fileno(), 10_000)
        assert len(taken) < 500_000
    assert output.has_lost
    os.close(theirs)
