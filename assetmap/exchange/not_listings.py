"""Rows of a spreadsheet that are no listings: sections, totals, headings once more, mere lines."""

import re
from collections.abc import Sequence

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.text import clean, fold
from assetmap.exchange.category_names import every_category_name
from assetmap.exchange.header_mapping import HeaderMapping
from assetmap.exchange.table import Row

ONLY_NAME = (
    "It has only a name. If it is a heading that stands above others, take the row out of the file."
)
# Headings under which a row names another one that it belongs to; the first is Outpost's.
_ADDS_TO = frozenset(("import id reference", "parent id", "parent row"))
_LINE = re.compile(r"[\W_]+")
_COUNTED = r"(?:groups|organisations|listings|entries|rows|records|services|clubs|members|number)"
_TOTAL = re.compile(
    rf"(?:(?:grand|sub|overall|running)[ -]?)?totals?(?: (?:no\.?|number|count))?(?: of)?"
    rf"(?: {_COUNTED})?|count|sum|(?:no\.?|number) of {_COUNTED}"
    rf"|\d+ (?:{_COUNTED})(?: in total)?(?=$)",
    re.IGNORECASE,
)
_FIGURES = re.compile(rf"[\s:=–-]*£?\s*[\d.,]*\s*(?:%|{_COUNTED})?", re.IGNORECASE)
_COUNTING = ("".join(map(str, range(1, 100))), "abcdefghijklmnopqrstuvwxyz")
_EXAMPLE = re.compile(r"(?:e\.\s?g\.|eg[.:]|example\s*[:–-])\s*", re.IGNORECASE)
_REMARK = re.compile(
    r"(?:sources?|n\.?b\.?|last updated|updated|printed|please note|data correct|key|"
    r"disclaimer|report run|downloaded|exported|created by|prepared by|notes?)\s*[:\d-]"
    r"|(?:last updated|updated on|updated|printed on|data correct|end of (?:the )?"
    r"(?:list|file|data|report)|page \d+|copyright|please note)\b|[©*†]",
    re.IGNORECASE,
)


class NotListings:
    """Tells the rows of one file that are no listings. Made once, with all rows but blank ones."""

    def __init__(self, headings: HeaderMapping, table: Sequence[Row], words: Vocabulary) -> None:
        self._table = [row.cells for row in table]
        self._spans = frozenset(at for at, row in enumerate(table) if row.spans)
        self._headings = [fold(heading) for heading in headings.all]
        at_name = next((each.position for each in headings.columns if each.field == "name"), 0)
        self._filled = list(map(_filled, self._table))
        full = [
            cells
            for cells, filled in zip(self._table, self._filled, strict=True)
            if len(filled) > 1
        ]
        names = [clean(cells[at_name]) for cells in full if at_name < len(cells)]
        self._has_full_rows = bool(full)
        self._capitals_are_usual = sum(map(_in_capitals, names)) * 2 >= max(len(names), 1)
        self._sections = every_category_name(words)
        self._adds_to = [at for at, text in enumerate(self._headings) if text in _ADDS_TO]
        self._at_name = at_name
        apart = {at for at in range(1, len(table)) if table[at].number > table[at - 1].number + 1}
        self._set_apart = apart if len(apart) * 2 < len(table) else frozenset()

    def reason(self, at: int) -> str:
        """Why a row of the table (counted from 0) is no listing; empty when it may be one."""
        filled = self._filled[at]
        if all(_LINE.fullmatch(text) for text in filled):
            return "it is only a line"
        if self._repeats_headings(self._table[at]):
            return "it repeats the headings"
        if len(filled) > 2 and _counts("".join(filled).casefold()):
            return "it numbers the columns"
        if self._adds_to_another(self._table[at]):
            return "it adds to another row, and we read the first row of each"
        if _EXAMPLE.match(filled[0]):
            return "it is an example"
        if _is_total(filled):
            return "it is a total"
        if len(filled) > 1 or not self._has_full_rows:
            return ""
        is_last = at + 1 == len(self._table)
        if is_last and (at in self._spans or _REMARK.match(filled[0])):
            return "it is a remark below the list"
        return "it is the heading of a section" if self._is_section(at, filled[0]) else ""

    def is_doubtful(self, at: int) -> bool:
        """Whether a row has a name alone in a file whose others say more."""
        return self._has_full_rows and len(self._filled[at]) == 1

    def _adds_to_another(self, row: Sequence[str]) -> bool:
        """Whether a row without a name of its own names the row to which it belongs."""
        if self._at_name < len(row) and clean(row[self._at_name]):
            return False
        return any(at < len(row) and clean(row[at]) for at in self._adds_to)

    def _repeats_headings(self, row: Sequence[str]) -> bool:
        repeated = 0
        for at, cell in enumerate(row):
            if text := fold(clean(cell)):
                if at >= len(self._headings) or text != self._headings[at]:
                    return False
                repeated += 1
        return repeated > 1 or len(list(filter(None, self._headings))) == 1

    def _is_section(self, at: int, text: str) -> bool:
        """Capitals above filled rows where others have none, a colon, or a category's own name.

        Or a cell that goes across the row, or a row set apart by a blank one above one that says
        more.
        """
        if at + 1 == len(self._table):
            return False
        if at in self._spans:
            return True
        if at in self._set_apart and len(self._filled[at + 1]) > 1:
            return True
        if text.endswith(":") or fold(text) in self._sections:
            return True
        return _in_capitals(text) and not self._capitals_are_usual


def _filled(row: Sequence[str]) -> list[str]:
    return [text for text in map(clean, row) if text]


def _counts(text: str) -> bool:
    return any(counting.startswith(text) for counting in _COUNTING)


def _in_capitals(text: str) -> bool:
    return text.isupper()


def _is_total(filled: Sequence[str]) -> bool:
    """`Total: 2`, `Grand total | 14`: the word, and nothing else but figures."""
    match = _TOTAL.match(filled[0])
    rest = [filled[0][match.end() :], *filled[1:]] if match else []
    return bool(rest) and all(_FIGURES.fullmatch(text) for text in rest)
