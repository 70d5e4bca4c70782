"""Textual's partial update without the cells that have not changed: it writes a widget's lines from their left ends."""

from rich.console import Console, RenderableType
from rich.control import Control
from textual._compositor import ChopsUpdate


class CroppedUpdate(ChopsUpdate):
    """The same cells at the same places, cropped at both ends of each span."""

    def render_segments(self, console: Console) -> str:
        """The terminal's sequences: for each piece where it begins, then its text."""
        sequences: list[str] = []
        for y, first, behind in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                start, stop = max(x, first), min(end, behind)
                if strip is not None and start < stop:
                    sequences.append(Control.move_to(start, y).segment.text)
                    sequences.append(strip.crop(start - x, stop - x).render(console))
        return "".join(sequences)


def cropped(renderable: RenderableType | None) -> RenderableType | None:
    """What is to be displayed, a partial update cropped."""
    if type(renderable) is ChopsUpdate:
        return CroppedUpdate(renderable.chops, renderable.spans, renderable.chop_ends)
    return renderable
