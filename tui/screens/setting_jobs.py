"""The work of the settings screen in workers: writing the file, keeping secrets, looking up where they are."""

from collections.abc import Sequence

from textual.message import Message

from core.errors import SuppliesError
from core.secrets import IN_MEMORY
from tui.screens.framed import FramedScreen
from tui.setting_edits import Drop, Keep, Write

TOAST_SECONDS = 3.0
"""How long a toast tells of a change; it covers what explains the setting."""

Job = Write | Drop | Keep
"""What changes something outside of the screen."""


class SettingJobs(FramedScreen):
    """Carries out changes and tells what came of them."""

    class CarriedOut(Message):
        """Something was changed, or could not be."""

        def __init__(self, job: Job, problem: SuppliesError | None, where: str | None = None) -> None:
            super().__init__()
            self.job = job
            self.problem = problem
            self.where = where
            """Of a secret: where it is now."""

    class SecretFound(Message):
        """It is known where a secret is."""

        def __init__(self, name: str, where: str | None) -> None:
            super().__init__()
            self.name = name
            self.where = where

    def __init__(self) -> None:
        super().__init__()
        self.secrets_found: dict[str, str | None] = {}
        """Secret's name -> where it is, None: nowhere."""
        self._looked_up: set[str] = set()

    def show_rows(self) -> None:
        """Fill the list anew."""
        raise NotImplementedError

    def was_carried_out(self, job: Job, problem: SuppliesError | None) -> None:
        """Show what came of it."""

    # Changes

    def carry_out(self, job: Job) -> None:
        """Have it done; `was_carried_out` hears of the end."""
        what = f"changing {job.title if isinstance(job, Keep) else '.'.join(job.path)}"
        self.run_worker(self._work(job), group="setting", description=what, exit_on_error=False)

    async def _work(self, job: Job) -> None:
        services, problem, where = self.house.services, None, None
        try:
            if isinstance(job, Keep):
                secrets = services.secrets
                where = await (secrets.forget(job.name) if job.value is None else secrets.set(job.name, job.value))
            elif isinstance(job, Drop):
                await services.live_settings.drop(job.path)
            else:
                await services.live_settings.set(job.path, job.value)
        except SuppliesError as error:
            problem = error
        self.post_message(self.CarriedOut(job, problem, where))

    def on_setting_jobs_carried_out(self, message: CarriedOut) -> None:
        """A toast with what has changed and when it counts, or with what is wrong."""
        job = message.job
        if message.problem is not None:
            self.house.tell_error(message.problem)
        elif isinstance(job, Keep):
            self.secrets_found[job.name] = message.where
            self.house.notify(_kept_words(job, message.where), title=job.title, markup=False)
        else:
            effect = f"Counts {job.effect}." if isinstance(job, Write) else "Counts at once."
            self.house.notify(effect, title=job.told, timeout=TOAST_SECONDS, markup=False)
        self.was_carried_out(job, message.problem)

    # Secrets

    def look_up_secrets(self, names: Sequence[str]) -> None:
        """Find out where these are, each once."""
        new = [name for name in names if name not in self._looked_up]
        if new:
            self._looked_up.update(new)
            self.run_worker(self._look_up(new), group="secrets", description="secrets", exit_on_error=False)

    async def _look_up(self, names: Sequence[str]) -> None:
        for name in names:
            self.post_message(self.SecretFound(name, await self.house.services.secrets.where(name)))

    def on_setting_jobs_secret_found(self, message: SecretFound) -> None:
        """Show where it is."""
        self.secrets_found[message.name] = message.where
        self.show_rows()


def _kept_words(job: Keep, where: str | None) -> str:
    """What came of a secret."""
    if job.value is not None:
        return f"Kept in {where}." if where != IN_MEMORY else f"There is no key store here: kept in {where}."
    return "Forgotten." if where is None else f"It is still in {where}."
