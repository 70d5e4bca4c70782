"""How far a sweep is, and how it ended: a bar and figures."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import ProgressBar, Static

from tui.sweep_view import SweepView
from tui.widgets.sweep_words import ending_content, figures_content, share_content


class SweepPanel(Vertical):
    """Shown from the first sweep on."""

    def compose(self) -> ComposeResult:
        """The bar, the figure beside it, and what stands below them."""
        with Horizontal(id="bar-line"):
            yield ProgressBar(total=1, id="bar", show_percentage=False, show_eta=False)
            yield Static(id="share", markup=False)
        yield Static(id="figures", markup=False)

    def show(self, sweep: SweepView, back_key: str | None) -> None:
        """Show a sweep as it is now.

        Args:
            sweep: the running or last one.
            back_key: the key that leads to the devices, for the last line.
        """
        record = sweep.record
        # One that was written wrong asked nothing: what is wrong stands at the field.
        self.display = sweep.is_running or (record is not None and (record.reason != "failed" or record.total > 0))
        self.query_one("#bar", ProgressBar).update(total=1, progress=sweep.share or 0)
        self.query_one("#share", Static).update(share_content(sweep))
        self.set_class(record is not None, "-ended")
        figures = self.query_one("#figures", Static)
        figures.update(figures_content(sweep) if record is None else ending_content(record, back_key))
