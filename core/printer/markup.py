"""HTML cut into tags and text, once from front to back: for pages of devices, which nobody vouches for.

The standard library's html.parser is not used: fed with an unfinished mark such as "<!--" over and over it needs
quadratic time (80 kB took 3.7 s on Python 3.11.7; CVE-2026-15308), and "<![" makes it raise an
AssertionError. Tree builders follow HTML5, whose repair rules are quadratic by design. Reading a table needs neither.
"""

import html
import re
from collections.abc import Iterator

import msgspec

MAX_TAGS = 20_000
"""Tags read of one page; real pages of printers have some hundreds."""

_WINDOW = 8192
"""Characters of the longest tag that is read; a longer one is skipped."""
_MAX_TEXT = 2000
"""Characters kept of one run of text. Also keeps a decimal character reference below the digits int() accepts."""

# A quote only opens a value after "=" (HTML 13.2.5), so that title='it's' does not swallow the page. Possessive
# throughout: no backtracking.
_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,30}+)
        (?P<attributes>(?: [^>=]++ | =\s*+ (?: "[^"]*+" | '[^']*+' | [^\s>]*+ ) )*+)>""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""(?<![^\s"'/])([^\s=/>"']{1,40}+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+))""")
_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
_SKIPPED = ("<!--", "-->"), ("<!", ">"), ("<?", ">"), ("</", ">")


class Tag(msgspec.Struct, frozen=True):
    """A start tag or an end tag."""

    name: str
    """In lower case."""
    is_end: bool
    """Whether it is an end tag."""
    source: str
    """Its attributes as written."""

    def attributes(self) -> dict[str, str]:
        """The attributes that have a value, names in lower case, character references resolved; the first counts."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.source):
            value = match[2] if match[2] is not None else match[3] if match[3] is not None else match[4]
            found.setdefault(match[1].lower(), html.unescape(value[:_MAX_TEXT]))
        return found


def scan(markup: str) -> Iterator[Tag | str]:
    """The page's tags and the text between them, in order, character references resolved.

    Comments, declarations, scripts and style sheets are left out. Time grows with the length only, whatever it holds.
    """
    position = tags = 0
    while position < len(markup) and tags < MAX_TAGS:
        start = markup.find("<", position)
        if start < 0:
            start = len(markup)
        if start > position:
            yield html.unescape(markup[position : min(start, position + _MAX_TEXT)])
        if start == len(markup):
            return
        tags += 1
        match = _TAG.match(markup, start, start + _WINDOW)
        if match is None:
            position = _behind_unread(markup, start)
            if position == start + 1:
                yield "<"
            continue
        tag = Tag(match["name"].lower(), bool(match["close"]), match["attributes"])
        yield tag
        position = match.end()
        if tag.name in _RAW and not tag.is_end:
            end = _RAW[tag.name].search(markup, position)
            position = end.start() if end else len(markup)


def _behind_unread(markup: str, start: int) -> int:
    """Where to go on behind a "<" that opens no readable tag; one that is never closed takes the rest of the page."""
    for opening, closing in _SKIPPED:
        if markup.startswith(opening, start):
            return _behind(markup, closing, start + len(opening))
    if not markup[start + 1 : start + 2].isalpha():
        return start + 1
    return _behind(markup, ">", start + _WINDOW)


def _behind(markup: str, closing: str, start: int) -> int:
    end = markup.find(closing, start)
    return len(markup) if end < 0 else end + len(closing)
