"""A device's web page as rows and links: what stands beside what, and where it leads. Pure and bounded.

Rows are table rows (and definition lists), with the text of tables nested in their cells; every line of text is a row
of one cell besides. Old printers lay out whole pages by nested tables, so that a row may hold half the page: whoever
reads rows must refuse those that speak of several things.
"""

import re

import msgspec

from core.printer.markup import Tag, scan
from core.printer.text import tidy

MAX_CELL = 400
"""Characters kept of a cell's text."""
MAX_ROWS = 5000
"""Rows kept of a page."""
MAX_LINKS = 500
"""Links kept of a page."""
_MAX_DEPTH = 16
_MAX_BARS = 8

_BLOCKS = frozenset(
    {"address", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "fieldset", "form", "hr", "li", "ol"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "option", "p", "pre", "title", "ul"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "tr"}
)
_SEGMENTS = frozenset({"div", "span", "td", "table", "img", "hr"})
_FRAMES = frozenset({"frame", "iframe"})
_PERCENT = re.compile(r"\s*(\d{1,3}(?:\.\d{1,3})?)\s*%\s*")
_PIXELS = re.compile(r"\s*(\d{1,4})\s*(?:px)?\s*", re.IGNORECASE)
_STYLE_WIDTH = re.compile(r"(?:^|;)\s*width\s*:\s*([^;]{1,20})", re.IGNORECASE)
_STYLE_PAINT = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;]{1,200})", re.IGNORECASE)
_REFRESH = re.compile(r"\s*\d{1,4}\s*;\s*url\s*=\s*[\"']?([^\"']{1,2000})", re.IGNORECASE)


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a drawn bar: an element without content that has a width."""

    percent: float | None = None
    """Its width where the page gives it in percent."""
    pixels: int | None = None
    """Its width where the page gives it in pixels."""
    paint: str | None = None
    """Its background colour or its picture's address, lower case; None where it has none."""
    is_picture: bool = False


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """A cell's content, without mark-up."""

    text: str = ""
    """All of it, at most `MAX_CELL` characters."""
    plain: str = ""
    """The text outside links."""
    bars: tuple[Bar, ...] = ()
    """Pieces of bars below the cell (the cell's own width is layout)."""
    is_cut: bool = False
    """Whether there was more text than is kept: no cell for one thing."""
    is_head: bool = False
    """Whether it is a head cell (th)."""


class Row(msgspec.Struct, frozen=True):
    """What stands beside each other."""

    cells: tuple[Cell, ...]
    table: int = 0
    """Which table of the page it belongs to, from 1; 0 for a line of text."""


class Link(msgspec.Struct, frozen=True):
    """Somewhere to go on: a link, a frame, an area of a picture, or a page that takes this one's place."""

    url: str
    """As written."""
    text: str
    """The link's words, its title and its target's name."""
    is_refresh: bool = False
    """Whether the browser goes there by itself, in this page's place (meta refresh)."""


class WebPage(msgspec.Struct, frozen=True):
    """A page's rows and links, in its order."""

    rows: tuple[Row, ...]
    links: tuple[Link, ...]
    base: str | None = None
    """What the page says its links are relative to (base href)."""


def read_page(markup: str) -> WebPage:
    """The rows and links of a page; whatever is broken in it is passed over."""
    builder = _Builder()
    for token in scan(markup):
        if isinstance(token, str):
            builder.add_text(token)
        elif token.is_end:
            builder.end(token.name)
        else:
            builder.start(token)
    return builder.finish()


class _OpenCell:
    """A cell, or a line, that is being read."""

    def __init__(self, *, is_head: bool = False) -> None:
        self._is_head = is_head
        self._texts: list[str] = []
        self._plain: list[str] = []
        self._length = 0
        self.bars: list[Bar] = []

    def add(self, text: str, *, in_link: bool) -> None:
        if self._length <= MAX_CELL:
            self._texts.append(text[: MAX_CELL + 1])
            if not in_link:
                self._plain.append(text[: MAX_CELL + 1])
        self._length += len(text)

    def close(self) -> Cell:
        return Cell(
            text=tidy("".join(self._texts))[:MAX_CELL],
            plain=tidy("".join(self._plain))[:MAX_CELL],
            bars=tuple(self.bars[:_MAX_BARS]),
            is_cut=self._length > MAX_CELL,
            is_head=self._is_head,
        )


class _OpenTable:
    """A table that is being read: its row so far and the cell that is open in it."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.cells: list[Cell] = []
        self.cell: _OpenCell | None = None


class _Builder:
    """Puts the rows and links together, token by token."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._links: list[Link] = []
        self._base: str | None = None
        self._tables: list[_OpenTable] = []
        self._too_deep = 0
        self._table_count = 0
        self._line = _OpenCell()
        self._anchor: tuple[str, list[str]] | None = None
        self._piece: tuple[str, Bar, list[_OpenCell]] | None = None

    def add_text(self, text: str) -> None:
        """Text belongs to every open cell around it."""
        if not text.isspace():
            self._piece = None
        for cell in (self._line, *self._open_cells()):
            cell.add(text, in_link=self._anchor is not None)
        if self._anchor is not None and len(self._anchor[1]) < MAX_CELL:
            self._anchor[1].append(text[:MAX_CELL])

    def start(self, tag: Tag) -> None:
        """A start tag."""
        name = tag.name
        self._break_around(name)
        if name in ("table", "dl"):
            self._open_table()
        elif name in ("tr", "dt"):
            self._end_row()
        if name in ("td", "th", "dt", "dd"):
            self._open_cell(is_head=name == "th")
        if name in _SEGMENTS:
            self._start_piece(name, tag.attributes())
        elif name in ("a", "area", "base", "meta") or name in _FRAMES:
            self._start_link(name, tag.attributes())

    def end(self, name: str) -> None:
        """An end tag."""
        if self._piece is not None and self._piece[0] == name:
            self._keep_piece()
        self._break_around(name)
        if name == "a":
            self._end_anchor()
        elif name in ("table", "dl"):
            self._close_table()
        elif name == "tr":
            self._end_row()
        elif name in ("td", "th", "dd"):
            self._end_cell()

    def finish(self) -> WebPage:
        """The page, what is still open closed."""
        self._end_anchor()
        while self._tables:
            self._too_deep = 0
            self._close_table()
        self._break_around("body")
        return WebPage(tuple(self._rows), tuple(self._links), self._base)

    def _open_cells(self) -> list[_OpenCell]:
        return [table.cell for table in self._tables if table.cell is not None]

    def _cells_around(self, name: str) -> list[_OpenCell]:
        """The cells that an element lies in; a cell does not lie in itself."""
        tables = self._tables[:-1] if name == "td" and not self._too_deep else self._tables
        return [table.cell for table in tables if table.cell is not None]

    def _break_around(self, name: str) -> None:
        """Block elements end a line; in the cells around it they part words."""
        if name in _BLOCKS:
            self._keep_row((self._line.close(),), 0)
            self._line = _OpenCell()
            for cell in self._open_cells():
                cell.add(" ", in_link=False)

    def _keep_row(self, cells: tuple[Cell, ...], table: int) -> None:
        if len(self._rows) < MAX_ROWS and any(cell.text or cell.bars for cell in cells):
            self._rows.append(Row(cells, table))

    def _open_table(self) -> None:
        if len(self._tables) >= _MAX_DEPTH:
            self._too_deep += 1
            return
        self._table_count += 1
        self._tables.append(_OpenTable(self._table_count))

    def _close_table(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
        elif self._tables:
            self._end_row()
            self._tables.pop()

    def _open_cell(self, *, is_head: bool) -> None:
        self._end_cell()
        if self._tables and not self._too_deep:
            self._tables[-1].cell = _OpenCell(is_head=is_head)

    def _end_cell(self) -> None:
        if self._tables and not self._too_deep:
            table = self._tables[-1]
            if table.cell is not None:
                table.cells.append(table.cell.close())
                table.cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._tables and not self._too_deep:
            table = self._tables[-1]
            self._keep_row(tuple(table.cells), table.number)
            table.cells = []

    def _start_piece(self, name: str, attributes: dict[str, str]) -> None:
        """An element with a width may be a piece of a bar; one that holds another such is only a frame around it."""
        self._piece = None
        bar = _bar(name, attributes)
        if bar is not None:
            self._piece = (name, bar, self._cells_around(name))
            if name in ("img", "hr"):
                self._keep_piece()

    def _keep_piece(self) -> None:
        if self._piece is not None:
            _, bar, cells = self._piece
            for cell in cells:
                if len(cell.bars) < _MAX_BARS:
                    cell.bars.append(bar)
        self._piece = None

    def _start_link(self, name: str, attributes: dict[str, str]) -> None:
        self._end_anchor()
        words = " ".join(attributes.get(key, "") for key in ("title", "alt", "name", "target"))
        if name == "base":
            self._base = self._base or attributes.get("href")
        elif name == "meta":
            refresh = _REFRESH.match(attributes.get("content", ""))
            if refresh and attributes.get("http-equiv", "").lower() == "refresh":
                self._keep_link(Link(refresh[1].strip(), "", is_refresh=True))
        elif name in _FRAMES:
            self._keep_link(Link(attributes.get("src", ""), tidy(words)))
        elif name == "area":
            self._keep_link(Link(attributes.get("href", ""), tidy(words)))
        elif attributes.get("href"):
            self._anchor = (attributes["href"], [words, " "])

    def _end_anchor(self) -> None:
        if self._anchor is not None:
            url, texts = self._anchor
            self._anchor = None
            self._keep_link(Link(url, tidy("".join(texts))[:MAX_CELL]))

    def _keep_link(self, link: Link) -> None:
        if link.url.strip() and len(self._links) < MAX_LINKS:
            self._links.append(link)


def _bar(name: str, attributes: dict[str, str]) -> Bar | None:
    """The piece of a bar that an element may be; None where it has no width of its own."""
    style = attributes.get("style", "")
    styled = _STYLE_WIDTH.search(style)
    width = styled[1] if styled else attributes.get("width", "")
    percent, pixels = _PERCENT.fullmatch(width), _PIXELS.fullmatch(width)
    if percent is None and pixels is None:
        return None
    painted = _STYLE_PAINT.search(style)
    paint = painted[1] if painted else attributes.get("src" if name == "img" else "bgcolor", "")
    return Bar(
        percent=float(percent[1]) if percent else None,
        pixels=int(pixels[1]) if pixels else None,
        paint=paint.strip().lower() or None,
        is_picture=name == "img",
    )
