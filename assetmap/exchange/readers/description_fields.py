"""The description of a place on a map: plain text, and the contact and times that stand in it.

A field is taken out only where the description says exactly one thing for it; all else stays text.
"""

import html
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assetmap.domain.email import find_emails, without_emails
from assetmap.domain.phone import comparable_phones
from assetmap.domain.phone_in_text import find_phones
from assetmap.domain.place import parse_postcode
from assetmap.domain.text import clean, fold
from assetmap.exchange.location import postcodes_in
from assetmap.exchange.plain_text import without_html
from assetmap.exchange.schedule_reading import read_schedule

FIELDS = ("phone", "email", "website", "postcode", "when")

_PICTURE = re.compile(
    r"<img\b[^<>]{0,2000}?\bsrc\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE
)
_WEBSITE = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_FIGURES_LEAST = 9  # of a phone number in running text
_TIMES_LONGEST, _ALL_TIMES_LONGEST = 200, 1_000  # characters of a line, and of all of them
_LABEL = re.compile(
    r"(?:opening (?:times?|hours)|hours|times?|open|when|sessions?|day and time)\s*[:–-]\s*",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun|mo|tu|we|th|fr|sa|su|daily|every)", re.IGNORECASE
)
_FIGURE = re.compile(r"\d")
# What may stand on a line beside a value that was taken out, so that the line can go.
_ONLY_LABEL = re.compile(
    r"[\s:.,;()–-]*(?:(?:tel|telephone|phone|mobile|mob|call|ring|e-?mail|mail|web|website|url|link"
    r"|post ?code|contact|number|no|address|us|on|at|or)\b[\s:.,;()–-]*)*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Description:
    """A description as text, what was taken out of it by field, and its pictures' addresses."""

    text: str = ""
    found: Mapping[str, str] = field(default_factory=dict)
    pictures: tuple[str, ...] = ()


def read_description(
    text: str, said: Mapping[str, str], wanted: Container[str] = FIELDS
) -> Description:
    """A description in HTML or plain text, read. `wanted` are the fields that may be taken out.

    `said` are the row's own columns by heading: the lines with which Google My Maps says them once
    more (`Phone: 01632 960101`) are left out.
    """
    pictures = tuple(
        dict.fromkeys(
            html.unescape(next(filter(None, found), "")) for found in _PICTURE.findall(text)
        )
    )
    repeated = {fold(f"{heading} {value}") for heading, value in said.items() if value}
    plain = clean(without_html(clean(text)))
    lines = [line for line in plain.split("\n") if not line or fold(line) not in repeated]
    found: dict[str, str] = {}
    if "when" in wanted:
        lines = _take_times(lines, found)
    _find_contacts("\n".join(lines), wanted, found)
    taken = [value for name, value in found.items() if name != "when"]
    kept = [line for line in lines if not _only_says(line, taken)]
    return Description(_joined(kept), found, pictures)


def _joined(lines: Sequence[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _take_times(lines: list[str], found: dict[str, str]) -> list[str]:
    """The lines without those of opening times, which go under `when`: one run of them, or none."""
    at = [number for number, line in enumerate(lines) if _is_times(line)]
    if not at or any(lines[each] for each in range(at[0], at[-1]) if each not in at):
        return lines
    whole = "; ".join(_LABEL.sub("", lines[each], count=1).rstrip(";. ") for each in at)
    if len(whole) > _ALL_TIMES_LONGEST or not read_schedule(whole).rules:
        return lines
    found["when"] = whole
    return [line for number, line in enumerate(lines) if number not in at]


def _is_times(line: str) -> bool:
    if len(line) > _TIMES_LONGEST or not _FIGURE.search(line) or not _DAY.search(line):
        return False
    return bool(read_schedule(_LABEL.sub("", line, count=1).rstrip(";. ")).rules)


def _find_contacts(text: str, wanted: Container[str], found: dict[str, str]) -> None:
    emails = {each.casefold(): each for each in find_emails(text)}
    bare = without_emails(text)
    sites = {each.rstrip("/").casefold(): each for each in map(_address, _WEBSITE.findall(bare))}
    numbers = find_phones(_WEBSITE.sub(" ", bare), _FIGURES_LEAST)
    phones = {comparable_phones(each): each for each in numbers}
    codes = {str(code): str(code) for code in map(parse_postcode, postcodes_in(bare)) if code}
    every: dict[str, dict[Any, str]] = {
        "phone": phones,
        "email": emails,
        "website": sites,
        "postcode": codes,
    }
    for name, values in every.items():
        if name in wanted and len(values) == 1:
            found[name] = next(iter(values.values()))


def _address(text: str) -> str:
    return text.rstrip(".,;:!?)'")


def _only_says(line: str, taken: Sequence[str]) -> bool:
    """Whether a line holds nothing but values that were taken out, and words such as `Tel:`."""
    rest = line
    for value in taken:
        rest = rest.replace(value, " ")
    return rest != line and bool(_ONLY_LABEL.fullmatch(rest))
