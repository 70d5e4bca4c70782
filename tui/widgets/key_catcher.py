"""Takes down the keys that are pressed, whatever they mean elsewhere."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.key_names import key_name

TAKE, GIVE_UP, DROP = "enter", "escape", "backspace"
"""The keys that end it or take one back; a command gets one of these in the file or on the command line only."""
HOW = f"Press the new keys. {TAKE} takes them, esc leaves them as they were, {DROP} drops the last one."
"""What to do."""


class KeyCatcher(Static, can_focus=True):
    """The keys pressed so far; the first one takes the place of those that were there."""

    class Caught(Message):
        """There are other keys now."""

        def __init__(self, keys: tuple[str, ...]) -> None:
            super().__init__()
            self.keys = keys

    class Done(Message):
        """No more keys are pressed."""

        def __init__(self, keys: tuple[str, ...], *, is_given_up: bool) -> None:
            super().__init__()
            self.keys = keys
            self.is_given_up = is_given_up

    def __init__(self, *, id: str) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id, markup=False)
        self._keys: tuple[str, ...] = ()
        self._is_untouched = True

    def begin(self, keys: tuple[str, ...]) -> None:
        """Begin with these keys."""
        self._keys, self._is_untouched = keys, True
        self._draw()

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002  (Textual's signature)
        """Every key is for this."""
        return True

    async def _on_key(self, event: events.Key) -> None:
        """Take the key down."""
        event.stop()
        event.prevent_default()
        if event.key in (TAKE, GIVE_UP):
            self.post_message(self.Done(self._keys, is_given_up=event.key == GIVE_UP))
            return
        if event.key == DROP:
            self._keys = self._keys[:-1]
        elif self._is_untouched:
            self._keys = (event.key,)
        elif event.key not in self._keys:
            self._keys = (*self._keys, event.key)
        self._is_untouched = False
        self._draw()
        self.post_message(self.Caught(self._keys))

    def _draw(self) -> None:
        keys = [part for key in self._keys for part in ((f" {key_name(key)} ", "bold reverse $primary"), " ")]
        self.update(Content.assemble(*keys, "" if keys else ("none ", "$muted"), (f"\n{HOW}", "$muted")))
