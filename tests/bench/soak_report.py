"""What a soak has seen: faults with the way to them, keys with their effects, time and memory (pure)."""

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from tests.bench.soak_walk import LEAVING
from tests.bench.terminals import percentile
from tui.commands import COMMANDS

LAST_STEPS = 12
"""Steps that are told before a fault."""
TRIES = 5
"""A key that was offered and pressed so often and never did anything is dead."""
MOST_GROWTH = 0.15
"""Share by which the memory may be larger at the end than after a fifth of the time."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that may never be seen."""

    what: str
    step: int
    steps: tuple[str, ...]
    """What was done last."""
    screen: str


class Report:
    """Collects.

    Args:
        seed: to have the same walk again.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.steps = 0
        self.restarts = 0
        self.faults: list[Fault] = []
        self.pressed: Counter[str] = Counter()
        """Command -> how often it was pressed."""
        self.offered: Counter[str] = Counter()
        """The same, where the key line offered it."""
        self.seen: Counter[str] = Counter()
        """Command -> how often the screen changed after it where it was offered."""
        self.places: Counter[str] = Counter()
        self.seconds: list[float] = []
        """From each key to the end of what it repaints."""
        self.memory: list[int] = []
        """Bytes, at equal times."""
        self._last: deque[str] = deque(maxlen=LAST_STEPS)

    def step(self, words: str, place: str) -> None:
        """Something is done."""
        self.steps += 1
        self.places[place] += 1
        self._last.append(f"{place}: {words}")

    def fault(self, what: str, screen: str) -> None:
        """Something was seen; the same again is not told again."""
        if all(fault.what != what for fault in self.faults):
            self.faults.append(Fault(what, self.steps, tuple(self._last), screen))

    @property
    def dead(self) -> list[str]:
        """Commands that were offered and never changed anything."""
        return [command for command, times in self.offered.items() if times >= TRIES and not self.seen[command]]

    @property
    def growth(self) -> float:
        """Of the memory, as a share, from the second fifth of the time to the last."""
        fifth = len(self.memory) // 5
        if fifth == 0:
            return 0.0
        return median(self.memory[-fifth:]) / median(self.memory[fifth : 2 * fifth]) - 1

    def is_good(self) -> bool:
        """Whether nothing was wrong."""
        return not self.faults and not self.dead and self.growth <= MOST_GROWTH

    def lines(self, office: str) -> Iterable[str]:
        """The report.

        Args:
            office: what happened to the devices, in words.
        """
        yield f"seed {self.seed}, {self.steps} steps, {self.restarts} restarts; {office}"
        yield f"places: {', '.join(f'{place} {times}' for place, times in self.places.most_common())}"
        if self.seconds:
            half, most = (percentile(self.seconds, share) * 1000 for share in (0.5, 0.95))
            yield f"key to paint: median {half:.0f} ms, 95th percentile {most:.0f} ms, most {max(self.seconds):.2f} s"
        if self.memory:
            first, last = self.memory[0] / 1e6, self.memory[-1] / 1e6
            yield f"memory: {first:.1f} MB at first, {last:.1f} MB at the end, {self.growth:+.0%} after a fifth"
        yield f"keys without any effect: {', '.join(self.dead) or 'none'}"
        yield f"commands never pressed: {', '.join(_never(self.pressed)) or 'none'}"
        yield f"faults: {len(self.faults) or 'none'}"
        for number, fault in enumerate(self.faults, 1):
            yield f"\n{number}. {fault.what} (step {fault.step})"
            yield f"   after {' | '.join(fault.steps)}"
            yield from (f"   {line}" for line in fault.screen.splitlines())


def _never(pressed: Counter[str]) -> Sequence[str]:
    return [command.id for command in COMMANDS if not pressed[command.id] and command.id not in LEAVING]
