"""How many devices are asked at the same time, so that the slow and the dead never delay the others."""

import asyncio
from collections import deque

FAST_SECONDS = 3.0
"""How long a read may hold a place in the fast lane; a steady poll takes some milliseconds."""

SLOW_TO_FAST = 4
"""Places in the slow lane for each in the fast one: a wait costs a socket and some kilobytes, no work."""


class Lane:
    """A bounded number of places, given in the order in which they are asked for.

    What asyncio.Semaphore does, but a place given back costs the same however many wait: it looks through all of them.

    Args:
        places: how many.
    """

    def __init__(self, places: int) -> None:
        self._places = places
        self._free = places
        """Below zero: so many have to be given back for good."""
        self._waiting: deque[asyncio.Future[None]] = deque()

    def resize(self, places: int) -> None:
        """Have so many places from now on; those that are too many go as they are given back."""
        self._free += places - self._places
        self._places = places
        while self._free > 0 and self._waiting:
            self._free -= 1
            self.give_back()

    async def take(self) -> None:
        """Wait for a place."""
        if self._free > 0:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.give_back()  # it was given in the same moment
            raise

    def give_back(self) -> None:
        """Hand a place to the next one who waits."""
        while self._waiting and self._free >= 0:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


class Lanes:
    """Two lanes.

    A read begins in the fast lane; one that lasts moves over to the slow lane, where the devices known to be silent
    begin. So a thousand dead printers fill the slow lane only.

    Args:
        fast: places in the fast lane.
        slow: places in the slow lane.
        fast_seconds: how long a place in the fast lane may be held.
    """

    def __init__(self, fast: int, slow: int, *, fast_seconds: float = FAST_SECONDS) -> None:
        self._fast = Lane(fast)
        self._slow = Lane(slow)
        self._fast_seconds = fast_seconds
        self._fast_since: dict[Place, float] = {}
        """Who holds a place in the fast lane since when, the oldest first."""
        self._look: asyncio.TimerHandle | None = None

    def resize(self, fast: int, slow: int) -> None:
        """Have so many places from now on."""
        self._fast.resize(fast)
        self._slow.resize(slow)

    def place(self, *, is_slow: bool) -> "Place":
        """A place to hold with `async with`, in the lane that fits as long as it fits.

        Args:
            is_slow: begin in the slow lane.
        """
        return Place(self, self._slow if is_slow else self._fast)

    def entered(self, place: "Place") -> None:
        """A place was taken: in the fast lane its time runs."""
        if place.lane is self._fast:
            loop = asyncio.get_running_loop()
            self._fast_since[place] = loop.time()
            # One timer for all: most places are given back long before it looks.
            self._look = self._look or loop.call_later(self._fast_seconds, self._look_for_long_ones)

    def left(self, place: "Place") -> None:
        """A place is given back."""
        self._fast_since.pop(place, None)
        place.lane.give_back()

    def _look_for_long_ones(self) -> None:
        self._look = None
        loop = asyncio.get_running_loop()
        now = loop.time()
        while self._fast_since:
            place, since = next(iter(self._fast_since.items()))
            if since + self._fast_seconds > now:
                self._look = loop.call_at(since + self._fast_seconds, self._look_for_long_ones)
                return
            del self._fast_since[place]
            place.moving = loop.create_task(place.move(self._slow), name="to-the-slow-lane")


class Place:
    """One read's place."""

    def __init__(self, lanes: Lanes, lane: Lane) -> None:
        self._lanes = lanes
        self.lane = lane
        """Where it is."""
        self.moving: asyncio.Task[None] | None = None
        """Its way to the other lane."""
        self._is_held = False

    async def __aenter__(self) -> None:
        await self.lane.take()
        self._is_held = True
        self._lanes.entered(self)

    async def __aexit__(self, *_: object) -> None:
        self._is_held = False
        if self.moving is not None:
            self.moving.cancel()
        self._lanes.left(self)

    async def move(self, later: Lane) -> None:
        """Change over as soon as the other lane has a place."""
        await later.take()
        if not self._is_held:  # the read ended in the same moment
            later.give_back()
            return
        self.lane.give_back()
        self.lane = later
