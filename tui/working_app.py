"""What the program has the core do, in workers that only post messages: sweeps, readings, and hearing its notices."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing
from typing import Any

from textual.message import Message
from textual.signal import Signal
from textual.worker import Worker, WorkerState

from core.admin_edits import display_name
from core.discovery.options import AS_SET, SweepOptions
from core.errors import SuppliesError
from core.model.events import SweepNews
from core.notices import Notice
from core.settings import Settings
from tui.alert_view import AlertView
from tui.bridge import LOCAL_SECONDS, SSH_SECONDS, Bridge
from tui.ports import Services
from tui.sweep_view import SweepView
from tui.tidy_app import TidyApp
from tui.widgets.title_line import Keeper

ENDLESS_GROUPS = frozenset({"polling"})
"""Groups of workers that end with the program only; nothing waits for them."""

AGE_SECONDS = 15.0
"""How often ages are drawn anew."""
KEEPER_SECONDS = 2.0
"""How often it is looked up who polls."""

ASKED_AT_ONCE = 64
"""Of many devices that are asked by hand, how many at the same time."""


class WorkingApp(TidyApp):
    """Runs the core's work and keeps what the screens show of it.

    Args:
        services: the core.
        environment: what the terminal is.
    """

    class SweepRefused(Message):
        """A sweep could not start, or not go on."""

        def __init__(self, problem: SuppliesError) -> None:
            super().__init__()
            self.problem = problem

    class Polled(Message):
        """A device that was asked by hand has answered or not."""

        def __init__(
            self, device_id: str, *, has_answered: bool, problem: SuppliesError | None, is_one_of_many: bool = False
        ) -> None:
            super().__init__()
            self.device_id = device_id
            self.has_answered = has_answered
            self.problem = problem
            self.is_one_of_many = is_one_of_many
            """Whether what is to be said comes at the end, for all of them."""

    class AllPolled(Message):
        """Of several devices that were asked by hand, each has answered or not."""

        def __init__(self, asked: int, answered: int) -> None:
            super().__init__()
            self.asked = asked
            self.answered = answered

    class SettingsChanged(Message):
        """Other settings are in force."""

    class NoticeArrived(Message):
        """The core has a line for the admin."""

        def __init__(self, notice: Notice) -> None:
            super().__init__()
            self.notice = notice

    def __init__(self, services: Services, environment: Mapping[str, str]) -> None:
        super().__init__(services.clock, services.paths.log_file, environment)
        self.services = services
        self.sweep = SweepView()
        self.alerts = AlertView(services)
        self.asking: set[str] = set()
        """Devices that are being asked by hand."""
        self._asked = 0
        self._unkept: dict[tuple[str, str], Any] = {}
        self.bridge = Bridge(self, SSH_SECONDS if self.traits.is_remote else LOCAL_SECONDS, self.alerts.renew)
        self._subscriptions: tuple[Callable[[], None], ...] = ()
        self.aged: Signal[None] = Signal(self, "aged")
        """Time has gone on. A timer of each screen would hold it for as long as it still had to run."""
        self.keeper: Keeper | None = None
        """Who polls; None while that is not known yet."""

    def on_mount(self) -> None:
        """Start watching."""
        self._subscriptions = (
            self.services.fleet.subscribe(self.bridge.hear_fleet),
            self.services.discovery.subscribe(self._hear_sweep),
            self.services.subscribe_notices(self._hear_notice),
            self.services.live_settings.subscribe(self._hear_settings),
        )
        self.run_worker(self.services.monitor.run(), group="polling", description="polling", exit_on_error=False)
        self.run_worker(self._read_alerts(), group="alerts", description="reading the alerts", exit_on_error=False)
        self.set_interval(AGE_SECONDS, lambda: self.aged.publish(None))
        self.set_interval(KEEPER_SECONDS, self._look_for_keeper)
        self.call_after_refresh(self._look_for_keeper)

    def on_unmount(self) -> None:
        """The core lives on without the screens."""
        for unsubscribe in self._subscriptions:
            unsubscribe()

    async def _read_alerts(self) -> None:
        await self.alerts.read_all()
        self.bridge.mark_frame()

    def _look_for_keeper(self) -> None:
        monitor = self.services.monitor
        keeper = Keeper(monitor.is_keeping, monitor.keeper_words)
        if keeper != self.keeper:
            self.keeper = keeper
            self.bridge.mark_frame()

    def _hear_settings(self, _settings: Settings) -> None:
        self.post_message(self.SettingsChanged())

    def _hear_notice(self, notice: Notice) -> None:
        self.post_message(self.NoticeArrived(notice))

    # Sweeping

    def start_sweep(self, targets: Sequence[str], options: SweepOptions = AS_SET) -> None:
        """Sweep these targets, unless a sweep by hand is running; it goes on whatever screen is shown."""
        if self.sweep.is_by_hand or any(worker.group == "sweep" and not worker.is_finished for worker in self.workers):
            return
        work = self._sweep(targets, options)
        self.run_worker(work, group="sweep", description="sweep", exit_on_error=False)

    async def _sweep(self, targets: Sequence[str], options: SweepOptions) -> None:
        """Have it run; what it tells is heard like that of a scheduled one."""
        try:
            async with aclosing(self.services.discovery.run(targets, options)) as events:
                async for _ in events:
                    pass
        except SuppliesError as error:
            self.post_message(self.SweepRefused(error))

    def _hear_sweep(self, news: SweepNews) -> None:
        self.sweep.hear(news)
        self.bridge.mark_sweep()

    def on_working_app_sweep_refused(self, message: SweepRefused) -> None:
        """Say why."""
        self.tell_error(message.problem)

    # Asking by hand

    def poll(self, *device_ids: str) -> None:
        """Read devices again now; the results come through the fleet."""
        new = [device_id for device_id in device_ids if device_id not in self.asking]
        if not new:
            return
        self.asking.update(new)
        self._asked += len(new)
        self._mark_asking(*new)
        work = self._poll(new[0]) if len(new) == 1 else self._poll_all(new)
        self.run_worker(work, group="poll", description="reading by hand", exit_on_error=False)

    def stop_poll(self, device_id: str) -> None:
        """Wait no longer for a device's answer; should it still come, the fleet knows it."""
        self.asking.discard(device_id)
        self._mark_asking(device_id)

    def stop_polls(self) -> None:
        """Ask nobody any more; what has answered is known."""
        left, self.asking = self.asking, set()
        asked = self._asked
        self.workers.cancel_group(self, "poll")
        self._mark_asking(*left)
        if asked > 1:
            title = f"Stopped after {asked - len(left):,} of {asked:,}"
            self.notify("Those that were not asked keep their age.", title=title, markup=False)

    @property
    def polled(self) -> tuple[int, int]:
        """Of the devices asked by hand, how many have answered or not, and how many there are; 0 of 0: none is."""
        return self._asked - len(self.asking), self._asked

    def _mark_asking(self, *device_ids: str) -> None:
        """Draw those whose asking began or ended."""
        if not self.asking:
            self._asked = 0
        self.bridge.mark_devices(*device_ids)
        if self.screen_stack:
            self.screen.refresh_bindings()

    async def _poll(self, device_id: str, *, is_one_of_many: bool = False) -> bool:
        problem, has_answered = None, True  # a bug tells itself
        try:
            has_answered = await self.services.poller.poll_now(device_id)
        except SuppliesError as error:
            problem, has_answered = error, False
        finally:
            told = self.Polled(device_id, has_answered=has_answered, problem=problem, is_one_of_many=is_one_of_many)
            self.post_message(told)
        return has_answered

    async def _poll_all(self, device_ids: Sequence[str]) -> None:
        """All of them, not too many at the same time: those that did not begin yet can be left out."""
        gate = asyncio.Semaphore(ASKED_AT_ONCE)

        async def ask(device_id: str) -> bool:
            async with gate:
                return await self._poll(device_id, is_one_of_many=True)

        answers = await asyncio.gather(*map(ask, device_ids))
        self.post_message(self.AllPolled(len(answers), sum(answers)))

    def on_working_app_polled(self, message: Polled) -> None:
        """Say what went wrong; what went well is seen."""
        if message.device_id not in self.asking:
            return  # nobody waits for it any more
        self.asking.discard(message.device_id)
        self._mark_asking(message.device_id)
        device = self.services.fleet.get(message.device_id)
        if message.is_one_of_many:
            return
        if message.problem is not None:
            self.tell_error(message.problem)
        elif not message.has_answered and device is not None:
            title = f"{display_name(device)}: no answer"
            self.notify(device.problem or "it is silent", title=title, severity="warning", markup=False)

    def on_working_app_all_polled(self, message: AllPolled) -> None:
        """Say how many answered."""
        silent = message.asked - message.answered
        self.notify(
            f"{silent:,} did not; their age shows it." if silent else "All of them.",
            title=f"{message.answered:,} of {message.asked:,} answered",
            severity="warning" if silent else "information",
            markup=False,
        )

    # Settings

    @property
    def is_keeping_settings(self) -> bool:
        """Whether a value is still to be written: those in force may be older than what the screens show."""
        return bool(self._unkept)

    def keep_setting(self, table: str, key: str, value: Any) -> None:
        """Set one value in settings.toml; of values that follow each other quickly only the last one is written."""
        is_at_it = bool(self._unkept)
        self._unkept[table, key] = value
        if not is_at_it:
            self.run_worker(
                self._keep_settings(), group="settings", description="keeping a setting", exit_on_error=False
            )

    async def _keep_settings(self) -> None:
        try:
            while self._unkept:
                (table, key), value = next(iter(self._unkept.items()))
                await self.services.set_setting(table, key, value)
                if self._unkept.get((table, key)) == value:
                    del self._unkept[table, key]
        except BaseException:
            self._unkept.clear()
            raise

    # Telling

    def on_working_app_notice_arrived(self, message: NoticeArrived) -> None:
        """A toast with the core's line."""
        self.notify(message.notice.text, severity=message.notice.severity, markup=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A worker's bug, or an error that it did not expect."""
        error = event.worker.error
        if event.state is not WorkerState.ERROR or error is None:
            return
        if isinstance(error, SuppliesError):
            self.tell_error(error)
        else:
            self.tell_bug(error, f"{event.worker.description} failed")
