"""The real program for minutes, its keys pressed at random: `python -m tests.bench.soak --minutes 10 --seed 7`.

It runs in a pseudo-terminal of 80 x 24 against 500 agents of which some fall asleep, run empty, jam and move to other
addresses (`tests.fleet.restless`). After each key it is looked at from outside: the screen is not empty and shows no
traceback, title and key line are in place, no line is wider than the terminal, the cursor stays on its device while
rows move, the log file is empty. At the end every key has shown an effect, and the memory is what it was.

Prints a report with the seed; exit status 0 when nothing was wrong, 1 otherwise.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from core.settings import set_value
from tests.bench.meters import memory_of
from tests.bench.processes import ROOT
from tests.bench.soak_report import Report
from tests.bench.soak_screen import device_under_cursor, faults, is_typing, place
from tests.bench.soak_walk import Step, Walk
from tests.tui.pty.keys import title_of
from tests.tui.pty.program import CODE, LEFT_ALONE, Program, environment

COUNT = 500
INTERVAL = 10.0
"""Seconds between two polls of a device."""
QUIET, LONGEST = 0.06, 1.0
"""A key's effect is looked at when nothing has come for the one, or after the other: a busy screen is never quiet."""
ESCAPE = b"\x1b"
ESCAPE_SECONDS = 0.25
"""What follows an Escape sooner would be one sequence with it."""
MEMORY_SECONDS = 5.0


class Office:
    """The agents, which this process started."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.port: int = 0
        self.network = ""
        ready = self._read()
        self.port, self.network = ready["port"], ready["network"]

    def counts(self) -> dict[str, int]:
        """What happened so far."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return self._read()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        said: dict[str, Any] = json.loads(self._process.stdout.readline())
        return said


@contextmanager
def started_office(count: int, seed: int) -> Iterator[Office]:
    """Restless agents for as long as the block lasts."""
    command = [sys.executable, "-m", "tests.fleet.restless", f"--count={count}", f"--seed={seed}"]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    with process:
        try:
            yield Office(process)
        finally:
            process.terminate()


def prepare(home: Path, office: Office) -> None:
    """A home on which all agents are found."""
    settings = home / "settings.toml"
    set_value(settings, "discovery", "targets", [office.network])
    set_value(settings, "discovery", "exclude", LEFT_ALONE)
    set_value(settings, "discovery", "port", office.port)
    set_value(settings, "polling", "interval_seconds", INTERVAL)
    set_value(settings, "polling", "timeout_seconds", 1.0)
    command = [sys.executable, "-c", f"import sys\n{CODE}", str(ROOT), "discover", "--home", str(home)]
    done = subprocess.run(
        command,
        env=environment(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if not (home / "fleet.json").exists():  # status 1 says that some of them were asleep
        raise RuntimeError(done.stderr)


class Soak:
    """One run.

    Args:
        home: with the devices.
        seed: of the keys.
    """

    def __init__(self, home: Path, seed: int) -> None:
        self._home = home
        self._walk = Walk(seed)
        self.report = Report(seed)
        self._log_seen = 0
        self._memory_at = 0.0

    def run(self, seconds: float) -> None:
        """Press keys for so long; a program that was left or has ended is started again."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with Program(self._home) as program:
                program.wait_for("?")
                while not program.has_ended and time.monotonic() < end:
                    self._step(program)
                if program.has_ended:
                    self._ended(program)

    def _step(self, program: Program) -> None:
        screen, report = program.screen, self.report
        where = place(screen)
        step = self._walk.next_step(where, is_typing=is_typing(screen))
        report.step(step.words, where)
        before, device = _picture(program), device_under_cursor(screen)
        is_offered = bool(step.command) and title_of(step.command) in screen.lines[-1]
        self._do(program, step)
        if program.has_ended:
            return
        if step.command:
            report.pressed[step.command] += 1
        if is_offered:
            report.offered[step.command] += 1
            report.seen[step.command] += _picture(program) != before
        for what in faults(screen):
            report.fault(what, screen.text)
        screen.overflows.clear()
        if step.seconds and device is not None:
            now = device_under_cursor(screen)
            if now not in (device, None) and device in screen.text and place(screen) == where:
                report.fault(f"the cursor went from {device} to {now} by itself", screen.text)
        self._look_around(program)

    def _do(self, program: Program, step: Step) -> None:
        if step.seconds:
            _draw(program, step.seconds, step.seconds)
        elif step.size is not None:
            program.resize(*step.size)
            _draw(program, 0.2, LONGEST)
            program.screen.overflows.clear()  # lines of the old size that were under way
        else:
            started = time.monotonic()
            program.send(step.data)
            is_escape = step.data == ESCAPE
            last = _draw(program, ESCAPE_SECONDS if is_escape else QUIET, LONGEST)
            if last is not None and not is_escape:
                self.report.seconds.append(last - started)

    def _look_around(self, program: Program) -> None:
        log = program.log
        if len(log) > self._log_seen:
            self.report.fault(f"in the log file: {log[self._log_seen :].strip()[-3000:]}", program.screen.text)
            self._log_seen = len(log)
        if time.monotonic() >= self._memory_at:
            self._memory_at = time.monotonic() + MEMORY_SECONDS
            self.report.memory.append(memory_of(program.pid)[0])

    def _ended(self, program: Program) -> None:
        status = program.wait_for_end()
        self.report.restarts += 1
        if status:  # the palette leads out, too
            self.report.fault(f"the program ended with status {status}", program.screen.text)
        self._memory_at = 0.0


def _picture(program: Program) -> list[object]:
    """Everything that is seen, styles included."""
    return [program.screen.cells(line) for line in range(len(program.screen.lines))]


def _draw(program: Program, quiet: float, longest: float) -> float | None:
    """Draw until nothing comes, or for the longest.

    Returns:
        When something came last; None when nothing did.
    """
    end, last = time.monotonic() + longest, None
    while (left := end - time.monotonic()) > 0 and program.pump(min(quiet, left)):
        last = time.monotonic()
    return last


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.soak", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=None, help="of the keys and of the office (default: a new one)")
    parser.add_argument("--count", type=int, default=COUNT, help="devices (%(default)s)")
    options = parser.parse_args(arguments)
    seed = random.SystemRandom().randrange(10_000) if options.seed is None else options.seed
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that what was started ends as with Ctrl-C
    print(f"seed {seed}", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="supplies-soak-") as folder, started_office(options.count, seed) as office:
        home = Path(folder) / "home"
        prepare(home, office)
        soak = Soak(home, seed)
        soak.run(options.minutes * 60)
        counts = ", ".join(f"{number} {what}" for what, number in office.counts().items())
    print("\n".join(soak.report.lines(f"{options.count} devices, {counts}")))
    return int(not soak.report.is_good())


if __name__ == "__main__":
    sys.exit(main())
