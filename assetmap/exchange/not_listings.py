"""Rows of a spreadsheet that are no listings: sections, totals, headings once more, mere lines."""

import re
from collections.abc import Iterable, Sequence

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.text import clean, fold
from assetmap.exchange.header_mapping import HeaderMapping

ONLY_NAME = (
    "It has only a name. If it is a heading that stands above others, take the row out of the file."
)
_LINE = re.compile(r"[\W_]+")
_COUNTED = r"(?:groups|organisations|listings|entries|rows|records|services|clubs|members|number)"
_TOTAL = re.compile(
    rf"(?:(?:grand|sub|overall|running)[ -]?)?totals?(?: (?:no\.?|number|count))?(?: of)?"
    rf"(?: {_COUNTED})?|count|sum|(?:no\.?|number) of {_COUNTED}",
    re.IGNORECASE,
)
_FIGURES = re.compile(rf"[\s:=–-]*£?\s*[\d.,]*\s*(?:%|{_COUNTED})?", re.IGNORECASE)
_REMARK = re.compile(
    r"(?:sources?|n\.?b\.?|last updated|updated|printed|please note|data correct|key|"
    r"disclaimer|report run|downloaded|exported|created by|prepared by|notes?)\s*[:\d-]"
    r"|(?:last updated|updated on|updated|printed on|data correct|end of (?:the )?"
    r"(?:list|file|data|report)|page \d+|copyright|please note)\b|[©*†]",
    re.IGNORECASE,
)


class NotListings:
    """Tells the rows of one file that are no listings. Made once, with all its rows."""

    def __init__(
        self, headings: HeaderMapping, rows: Sequence[Sequence[str]], words: Vocabulary
    ) -> None:
        self._headings = [fold(heading) for heading in headings.all]
        self._name = next((each.position for each in headings.columns if each.field == "name"), 0)
        full = [row for row in rows if len(_filled(row)) > 1]
        names = [clean(row[self._name]) for row in full if self._name < len(row)]
        self._has_full_rows = bool(full)
        self._capitals_are_usual = sum(map(_in_capitals, names)) * 2 >= max(len(names), 1)
        self._sections = frozenset(_section_names(words))

    def reason(self, row: Sequence[str], following: Sequence[str] | None) -> str:
        """Why a row is no listing; empty when it may be one. `following` is the next row."""
        filled = _filled(row)
        if all(_LINE.fullmatch(text) for text in filled):
            return "it is only a line"
        if self._repeats_headings(row):
            return "it repeats the headings"
        if _is_total(filled):
            return "it is a total"
        if len(filled) > 1 or not self._has_full_rows:
            return ""
        if _REMARK.match(filled[0]) and following is None:
            return "it is a remark below the list"
        return "it is the heading of a section" if self._is_section(filled[0], following) else ""

    def is_doubtful(self, row: Sequence[str]) -> bool:
        """Whether a row has a name alone in a file whose others say more."""
        return self._has_full_rows and len(_filled(row)) == 1

    def _repeats_headings(self, row: Sequence[str]) -> bool:
        told = [(fold(cell), at) for at, cell in enumerate(row) if clean(cell)]
        same = [at < len(self._headings) and text == self._headings[at] for text, at in told]
        return all(same) and (len(same) > 1 or len(list(filter(None, self._headings))) == 1)

    def _is_section(self, text: str, following: Sequence[str] | None) -> bool:
        """Capitals above filled rows where others have none, a colon, or a category's own name."""
        if following is None:
            return False
        if text.endswith(":") or fold(text) in self._sections:
            return True
        return _in_capitals(text) and not self._capitals_are_usual


def _filled(row: Sequence[str]) -> list[str]:
    return [text for text in map(clean, row) if text]


def _in_capitals(text: str) -> bool:
    return text.isupper()


def _is_total(filled: Sequence[str]) -> bool:
    """`Total: 2`, `Grand total | 14`: the word, and nothing else but figures."""
    match = _TOTAL.match(filled[0])
    rest = [filled[0][match.end() :], *filled[1:]] if match else []
    return bool(rest) and all(_FIGURES.fullmatch(text) for text in rest)


def _section_names(words: Vocabulary) -> Iterable[str]:
    """The categories as a heading would say them: `Lunch clubs` of `Lunch clubs and meals` too."""
    for category in words.every_category():
        yield fold(category.label)
        yield fold(category.label).split(" and ")[0]
        yield fold(category.slug.rsplit("/", 1)[-1])
