"""A file of any spreadsheet or shop into rows: its letters, its delimiter, its head, whatever they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from tyyni.mail.charsets import decode
from tyyni_desk.people.orders.columns import columns

LARGEST = 20 << 20
MOST_ROWS = 50_000
_DELIMITERS = ";,\t|"
_HEAD_WITHIN = 10  # some exports begin with a title
_SAMPLE = 200_000
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class NotATable(ValueError):
    """No orders can be read from it; ``code`` is one of empty, too_large, binary, spreadsheet, no_number, quotes."""

    def __init__(self, code: str, line: int = 0) -> None:
        super().__init__(code)
        self.code, self.line = code, line


@dataclass(frozen=True, slots=True)
class Table:
    """``places`` says in which column a field of an order stands."""

    header: list[str]
    places: dict[str, int]
    lines: list[str]
    delimiter: str
    head_at: int
    charset: str

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with the number of its first line in the file; empty rows are left out."""
        # Strict: a quote that is never closed would swallow the orders after it in silence.
        reader = csv.reader(self.lines[self.head_at + 1 :], delimiter=self.delimiter, strict=True)
        before = 0
        try:
            for cells in reader:
                line, before = self.head_at + 2 + before, reader.line_num
                if any(cell.strip() for cell in cells):
                    yield line, cells
        except csv.Error:
            raise NotATable("quotes", self.head_at + 2 + before) from None


def read(content: bytes) -> Table:
    """Raises NotATable."""
    if not content.strip():
        raise NotATable("empty")
    if len(content) > LARGEST:
        raise NotATable("too_large")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise NotATable("spreadsheet")
    text, charset = _decoded(content)
    if "\0" in text:
        raise NotATable("binary")
    return _headed(text, charset)


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, charset in _BOMS.items():
        if content.startswith(mark):
            return content.decode(charset, "replace"), charset.removesuffix("-sig")
    if len(content) > 3 and (content[1:4:2] == b"\0\0" or content[0:3:2] == b"\0\0"):
        charset = "utf-16-le" if content[1] == 0 else "utf-16-be"
        return content.decode(charset, "replace"), charset
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _one_byte(content)


def _one_byte(content: bytes) -> tuple[str, str]:
    """By the lines that have letters beyond ASCII: which charset makes Finnish or Polish of them."""
    telling = b"\n".join(line for line in content.split(b"\n") if not line.isascii())[:_SAMPLE]
    charset = decode(telling).charset
    text = content.decode(charset, "replace")
    if "¤" in text:  # nobody writes this sign; in ISO 8859-15 the euro stands in its place
        return content.decode("iso8859-15"), "iso8859-15"
    return text, charset


def _headed(text: str, charset: str) -> Table:
    """The line and the delimiter by which most columns are known; the number must be among them."""
    best: Table | None = None
    lines = list(io.StringIO(text, newline=""))
    for at, line in enumerate(lines[:_HEAD_WITHIN]):
        for delimiter in _DELIMITERS:
            try:
                header = next(csv.reader([line], delimiter=delimiter), [])
            except csv.Error:
                continue
            places = columns(header)
            if "number" in places and (best is None or len(places) > len(best.places)):
                best = Table([cell.strip() for cell in header], places, lines, delimiter, at, charset)
    if best is None:
        raise NotATable("no_number")
    if len(lines) - best.head_at - 1 > MOST_ROWS:
        raise NotATable("too_large")
    return best
