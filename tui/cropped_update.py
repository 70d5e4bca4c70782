"""Textual's partial update without the cells that have not changed: it writes a widget's lines from their left ends."""

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.control import Control
from textual._compositor import ChopsUpdate
from textual.strip import Strip


class CroppedUpdate(ChopsUpdate):
    """The same cells at the same places, cropped at both ends of each span."""

    def render_segments(self, console: Console) -> str:
        """The terminal's sequences: for each piece where it begins, then its text."""
        sequences: list[str] = []
        for y, first, behind in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                start, stop = max(x, first), min(end, behind)
                if strip is not None and start < stop:
                    start -= _is_between_halves(strip, start - x)
                    stop += _is_between_halves(strip, stop - x)
                    sequences.append(Control.move_to(start, y).segment.text)
                    sequences.append(strip.crop(start - x, stop - x).render(console))
        return "".join(sequences)


def _is_between_halves(strip: Strip, place: int) -> bool:
    """Whether a cut there would leave half of a wide letter, which cropping makes a blank."""
    if not 0 < place < strip.cell_length:
        return False
    text = strip.crop(place - 1, place + 1).text
    return bool(text) and cell_len(text[0]) > 1


def cropped(renderable: RenderableType | None) -> RenderableType | None:
    """What is to be displayed, a partial update cropped."""
    if type(renderable) is ChopsUpdate:
        return CroppedUpdate(renderable.chops, renderable.spans, renderable.chop_ends)
    return renderable
