"""What an admin may have done with one device that goes out of the program: record it, try credentials, copy it."""

import re
from collections.abc import Sequence
from functools import partial

from core.admin_edits import display_name
from core.alerts.rules import assess
from core.errors import UsageError
from core.model.events import SupplyReplaced
from core.settings.checks import community_complaint
from tui.clipboard import copy
from tui.device_facts import Around
from tui.device_text import device_text
from tui.dialogs.ask_recording import AskRecording, Wanted
from tui.dialogs.ask_text import AskText
from tui.dialogs.at_work import AtWork, Tell
from tui.dialogs.choose import Choose
from tui.dialogs.complaints import complaint_of
from tui.screens.detail_acts import DetailActs
from tui.typed_path import typed_path

ANOTHER = "another"
"""The choice of a community that is in no settings yet."""


class DetailJobs(DetailActs):
    """A screen of one device with everything that can be done with it."""

    # Recording

    def action_record(self) -> None:
        """Ask where to, then walk the device."""
        if (device := self.device) is not None:
            now = self.house.services.clock.now().astimezone()
            words = re.findall(r"[A-Za-z0-9]+", device.identity.model or "") or ["device"]
            name = f"./{'-'.join(words[:4]).lower()}-{now:%Y%m%d-%H%M}.snmprec"
            self.app.push_screen(AskRecording(Wanted(name, is_redacted=True)), self._record)

    def _record(self, wanted: Wanted | None) -> None:
        if wanted is None or (device := self.device) is None:
            return

        async def work(tell: Tell) -> int | UsageError:
            def on_progress(count: int) -> None:
                tell(f"{count:,} objects")

            try:
                return await self.house.services.recorder.record_to(
                    typed_path(wanted.name), device.id, is_redacted=wanted.is_redacted, on_progress=on_progress
                )
            except UsageError as error:
                return error  # the file's: its name is asked for again

        text = f"Asking {display_name(device)} for everything it says; stopping leaves no file."
        self.app.push_screen(AtWork("Record the device", text, work), partial(self._recorded, wanted))

    def _recorded(self, wanted: Wanted, result: int | UsageError | None) -> None:
        if isinstance(result, UsageError):
            self.app.push_screen(AskRecording(wanted, refused=complaint_of(result)), self._record)
        elif result is not None:
            redacted = "" if wanted.is_redacted else " It tells whose device it is."
            self.notify(f"{result:,} objects in {typed_path(wanted.name)}.{redacted}", title="Recorded", markup=False)

    # Credentials

    def action_change_credentials(self) -> None:
        """Ask which ones, then try them."""
        if (device := self.device) is not None:
            book = self.house.services.credentials
            choices = {reference: book.words_of(reference) for reference in book.references}
            choices[ANOTHER] = "another community …"
            text = "It is asked with them at once, and keeps them only when it answers."
            chosen = device.credentials if device.credentials in choices else None
            self.app.push_screen(Choose("Credentials", text, choices, chosen=chosen), self._choose_credentials)

    def _choose_credentials(self, chosen: str | None) -> None:
        if chosen == ANOTHER:
            text = "An SNMP read community. It is kept in the settings once the device answers to it."
            self.app.push_screen(
                AskText("Another community", text, complaint=_wrong_community, is_secret=True), self._try_community
            )
        elif chosen is not None:
            self._try_credentials(chosen, None, self.house.services.credentials.words_of(chosen))

    def _try_community(self, community: str | None) -> None:
        if community:
            self._try_credentials(None, community, "the new community")

    def _try_credentials(self, reference: str | None, community: str | None, words: str) -> None:
        device = self.device
        if device is None:
            return

        async def work(_tell: Tell) -> bool:
            await self.house.services.change_credentials(device.id, reference=reference, community=community)
            return True

        question = AtWork("Credentials", f"Asking {device.address}:{device.port} with {words}.", work)
        self.app.push_screen(question, partial(self._tried, words))

    def _tried(self, words: str, is_done: bool | None) -> None:
        if is_done and (device := self.device) is not None:
            self.notify(f"It is asked with {words} from now on.", title=f"{display_name(device)} answers", markup=False)

    # Copying

    def action_copy(self) -> None:
        """Ask what."""
        if (device := self.device) is not None:
            who = device.identity
            offered = {
                "address": device.address,
                "serial": who.serial,
                "name": display_name(device),
                "mac": who.mac,
            }
            labels = {"address": "Address", "serial": "Serial number", "name": "Name", "mac": "MAC"}
            choices = {key: f"{labels[key]:<15}{value}" for key, value in offered.items() if value}
            choices["text"] = "Everything, as text"
            self.app.push_screen(Choose("Copy", "", choices), self._copy)

    def _copy(self, chosen: str | None) -> None:
        device = self.device
        if chosen is None or device is None:
            return
        texts = {
            "address": device.address,
            "serial": device.identity.serial or "",
            "name": display_name(device),
            "mac": device.identity.mac or "",
        }
        copy(self.house, texts[chosen] if chosen in texts else self.whole_text())

    def whole_text(self) -> str:
        """Everything about the device in plain lines."""
        device, services = self.device, self.house.services
        if device is None:
            return ""
        assessment = assess(device, services.settings.thresholds)
        return "\n".join(device_text(device, assessment, self.around(), self.replaced()))

    def replaced(self) -> Sequence[SupplyReplaced]:
        """What was replaced in it, the oldest first."""
        return ()

    def around(self) -> Around:
        """What the device is seen against."""
        services = self.house.services
        return Around(
            now=services.clock.now(),
            polling=services.settings.polling,
            thresholds=services.settings.thresholds,
            credentials=services.credentials.words_of,
        )


def _wrong_community(text: str) -> str | None:
    return community_complaint(text)
