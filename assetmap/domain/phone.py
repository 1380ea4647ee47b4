"""Phone numbers: which of a text ring, its parts as a page links them, and numbers made comparable.

What one number is, the library `phonenumbers` says. It is asked whether a number is possible, never
whether it is valid: the ranges kept for fiction are not, nor is 116 123. Which figures of a text go
together we say, since its own finder (`PhoneNumberMatcher`) falls apart on `01632 960105 9-5` and
on two numbers with a space between them. See docs/decisions/0020-phone-numbers.md.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    ValidationResult,
    format_number,
    is_possible_number_with_reason,
    is_valid_short_number_for_region,
    parse,
)

_REGION = "GB"
_UK = 44
_FIGURES_MOST = 17  # 15 of a number in the world (ITU-T E.164), and 00 before them


@dataclass(frozen=True, slots=True)
class PhonePart:
    """A piece of a text: a number with the `tel:` address that rings it, or words without one."""

    text: str
    tel: str = ""


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number that rings, and where it stands: from `start` up to `end`.

    `dialled` is what a phone dials: `01632960103`, `+35312345678`, `116123`. `lost` is what had to
    be put before its figures: `0`, `+` or nothing.
    """

    start: int
    end: int
    dialled: str
    lost: str = ""

    @property
    def comparable(self) -> str:
        """The number as two spellings share it: of the UK from its 0, of others from its code."""
        if self.dialled.startswith(f"+{_UK}"):
            return "0" + self.dialled.removeprefix(f"+{_UK}")
        return self.dialled.removeprefix("+")


@dataclass(frozen=True, slots=True)
class _Figures:
    """Figures that stand together; `has_plus` when they follow a plus."""

    start: int
    end: int
    text: str
    has_plus: bool


_GROUP = re.compile(r"\d+")
_BETWEEN = re.compile(r"[ ().\-/]{1,4}")  # groups of one number
_PLUS = re.compile(r"\+ ?\(?$")
_WITH_O = re.compile(r"(?<![a-z])[o\d]+(?![a-z])", re.IGNORECASE)
_ALIKE = str.maketrans("＋（）／．", "+()/.")
# Figures that belong to no phone number: in addresses, days, times, prices, and those that a
# spreadsheet has cut short.
_ELSE = re.compile(
    r"(?<![^\s,;/|])[^\s,;/|]*@[^\s,;/|]*|\b[a-z]+://\S*|\bwww\.\S*"
    r"|(?<![\d./-])\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d\d)(?![./-]?\d)"
    r"|(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)"
    r"|(?<!\d)\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b|(?<!\d)\d{1,2}:\d\d(?!\d)|£ ?\d+(?:\.\d+)?"
    r"|\d(?:[.,]\d+)?e\+?\d+\b",
    re.IGNORECASE,
)
_AFTER_44 = re.compile(r"440?([12378]\d{9})")
_LOST_NOUGHT = re.compile(r"[12378]\d{9}")  # in the UK they can only have lost it
_SHORT = range(3, 7)
_HELP = frozenset(("101", "105", "111", "112", "119", "999"))
_NAMES_ANOTHER = re.compile(
    r"(?:\b(?:box|code|ext|extension|extn|flat|floor|no|option|pin|press|room|suite|unit|x)|[#\d])"
    r"[ .:-]*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")
_GOES_ON = re.compile(r"\w|[ -]*\d")
_FAX = re.compile(r"\bfax\b\D{0,12}$", re.IGNORECASE)
_NO_FIGURE = re.compile(r"\D+")


@lru_cache(maxsize=4096)
def phone_parts(text: str) -> tuple[PhonePart, ...]:
    """A phone text in parts which, put together, are the text: words, and numbers that ring.

    A fax is words, and so is the extension beside a number: phones do not agree on what to do with
    `;ext=` (RFC 3966) in a link.
    """
    parts, at = [], 0
    for number in numbers_in(text):
        if _FAX.search(text, at, number.start):
            continue
        parts += [
            PhonePart(text[at : number.start]),
            PhonePart(text[number.start : number.end], f"tel:{number.dialled}"),
        ]
        at = number.end
    return tuple(part for part in (*parts, PhonePart(text[at:])) if part.text)


# One listing's number is asked for several times: as a link, to compare, to look for people's.
@lru_cache(maxsize=50_000)  # of all rows of a large file, which are read and then compared
def numbers_in(text: str) -> tuple[FoundNumber, ...]:
    """The numbers of a text that ring, in their order: any with its code, and short ones."""
    if not any(map(str.isdecimal, text)):
        return ()
    plain = _plain(text)
    groups = [_group(plain, found) for found in _GROUP.finditer(plain)]
    is_free, numbers = [True] * len(groups), []
    for read in (_with_its_front, _without_its_nought, _short):
        for first in range(len(groups)):
            for stop in reversed(list(_stops(plain, groups, is_free, first))):
                stretch = groups[first:stop]
                if reading := read(plain, stretch):  # the longest
                    is_free[first:stop] = [False] * len(stretch)
                    numbers.append(FoundNumber(_start(plain, stretch), stretch[-1].end, *reading))
                    break
    return tuple(sorted(numbers, key=lambda number: number.start))


def comparable_phones(text: str) -> tuple[str, ...]:
    """Each number of a phone text as two spellings share it.

    Of a text without one that rings, all its figures: a number of the town is still the same one.
    """
    numbers = tuple(dict.fromkeys(number.comparable for number in numbers_in(text)))
    return numbers or tuple(filter(None, (all_figures(text),)))


def all_figures(text: str) -> str:
    """The figures of a text as if they were one number, in the national form."""
    figures = _NO_FIGURE.sub("", text)
    figures = figures.removeprefix("00") if text.strip().startswith("00") else figures
    return "0" + figures[2:].removeprefix("0") if figures.startswith("44") else figures


def spaced(dialled: str) -> str:
    """A number as it is written for people abroad: `+44 1632 960103`."""
    return format_number(parse(dialled, _REGION), PhoneNumberFormat.INTERNATIONAL)


def _plain(text: str) -> str:
    """The text, each character in its place, with plain figures and nothing that only has some."""
    if not text.isascii():
        text = "".join(map(_plain_character, text.translate(_ALIKE)))
    text = _WITH_O.sub(_with_noughts, text)
    return _ELSE.sub(lambda match: "~" * len(match[0]), text)


def _with_noughts(match: re.Match[str]) -> str:
    has_figure = any(map(str.isdigit, match[0]))
    return match[0].replace("o", "0").replace("O", "0") if has_figure else match[0]


def _plain_character(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character.isspace():
        return " "
    return "-" if unicodedata.category(character) == "Pd" else character


def _group(plain: str, match: re.Match[str]) -> _Figures:
    return _Figures(
        *match.span(),
        match[0],
        _PLUS.search(plain, max(0, match.start() - 3), match.start()) is not None,
    )


def _stops(
    plain: str, groups: Sequence[_Figures], is_free: Sequence[bool], first: int
) -> Iterator[int]:
    """Past which groups a number that begins with the first of them may end."""
    figures = 0
    for at in range(first, len(groups)):
        figures += len(groups[at].text)
        is_near = at == first or _BETWEEN.fullmatch(plain, groups[at - 1].end, groups[at].start)
        if figures > _FIGURES_MOST or not is_free[at] or not is_near:
            return
        yield at + 1


def _start(plain: str, stretch: Sequence[_Figures]) -> int:
    """Where a number begins: with the plus or bracket before it, if that is closed within it."""
    start = stretch[0].start
    if stretch[0].has_plus:
        start = plain.rindex("+", 0, start)
    is_closed = ")" in plain[start : stretch[-1].end].partition("(")[0]
    return start - 1 if is_closed and plain[start - 1 : start] == "(" else start


def _with_its_front(_plain: str, stretch: Sequence[_Figures]) -> tuple[str, str] | None:
    """A number that says its code: after a plus, 00 or 0, or 44 and the figures of a UK number."""
    figures = _figures(stretch)
    if stretch[0].has_plus and (dialled := _possible(f"+{figures}")):
        return dialled, ""
    if (match := _AFTER_44.fullmatch(figures)) and (dialled := _possible(f"+{_UK}{match[1]}")):
        return dialled, "+"
    if figures.startswith("0") and (dialled := _possible(figures)):
        return dialled, ""
    return None


def _without_its_nought(_plain: str, stretch: Sequence[_Figures]) -> tuple[str, str] | None:
    """A number of the UK without its 0."""
    figures = _figures(stretch)
    if _LOST_NOUGHT.fullmatch(figures) and len(stretch[0].text) > 1:
        return (dialled, "0") if (dialled := _possible(f"0{figures}")) else None
    return None


def _short(plain: str, stretch: Sequence[_Figures]) -> tuple[str, str] | None:
    """A number without a code: 999, 116 123, or one of five figures to send a text to.

    Among words, only what is hardly ever something else, such as a room or an extension.
    """
    figures, start, end = _figures(stretch), stretch[0].start, stretch[-1].end
    if len(figures) not in _SHORT or len(stretch) > 2:
        return None
    is_alone = not (_WORD.search(plain, 0, start) or _WORD.search(plain, end))
    is_known = figures in _HELP or len(figures) > 4
    is_other = _NAMES_ANOTHER.search(plain, max(0, start - 16), start) or _GOES_ON.match(plain, end)
    if not is_alone and (is_other or not is_known):
        return None
    return (figures, "") if _is_short(figures) else None


def _figures(stretch: Sequence[_Figures]) -> str:
    return "".join(group.text for group in stretch)


def _possible(written: str) -> str | None:
    """What is dialled, if it can be a number; one with its 0 stays so, since 0800 is only here."""
    try:
        number = parse(written, _REGION)
    except NumberParseException:
        return None
    if is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
        return None
    is_national = written.startswith("0") and number.country_code == _UK and written[1] != "0"
    return written if is_national else format_number(number, PhoneNumberFormat.E164)


def _is_short(figures: str) -> bool:
    try:
        return is_valid_short_number_for_region(parse(figures, _REGION), _REGION)
    except NumberParseException:
        return False
