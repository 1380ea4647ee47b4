"""Single cells made clean: text without odd characters, lists, dates, times and whole numbers."""

import re
from collections.abc import Iterable
from datetime import datetime

from assetmap.domain.dates import read_date
from assetmap.domain.listings.evidence import DBS_LEVELS, Evidence, Proof
from assetmap.domain.times.schedule import LONDON

_SAYS_NOTHING = frozenset(
    [
        *("", "-", "--", "\u2013", "\u2014", "na", "n/a", "n.a.", "n.a", "#n/a", "nan", "null"),
        *("none", "not known", "unknown", "not applicable"),
    ]
)
_NOTHING_LONGEST = max(map(len, _SAYS_NOTHING))
# A rule of RFC 5545 has semicolons of its own: it goes on to the next space.
_LIST_PART = re.compile(r"(?:\\[\\;]|(?<!\w)RRULE:\S+|[^;])+", re.IGNORECASE)
_AGE = re.compile(r"(\d{1,3})(?:\.0+)?\+?")
AGE_MOST = 120


class CannotTake(Exception):
    """A row that cannot be taken in; the message is the reason, as a clause in plain words."""


def says_nothing(text: str) -> bool:
    """Whether a clean text only stands for an empty cell: `NA`, `Not known`, `-` and so on."""
    return len(text) <= _NOTHING_LONGEST and text.casefold() in _SAYS_NOTHING


def short(text: str, longest: int = 60) -> str:
    """The beginning of `text` on one line, for a message."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def split_list(text: str) -> list[str]:
    """The parts of a list written with `;`; a backslash stands before a part's own semicolon,
    but for those of `RRULE:FREQ=...`, which need none.
    """
    if "\\" not in text and "rrule:" not in text.casefold():
        parts: Iterable[str] = map(str.strip, text.split(";"))
    else:
        parts = (re.sub(r"\\([\\;])", r"\1", part).strip() for part in _LIST_PART.findall(text))
    return [part for part in parts if part]


def join_list(parts: Iterable[str]) -> str:
    """What `split_list` reads back."""
    return "; ".join(re.sub(r"([\\;])", r"\\\1", part) for part in parts)


def read_moment(text: str) -> datetime | None:
    """An ISO date-time, or None. Without an offset it is London time."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=LONDON) if moment.tzinfo is None else moment


def read_age(text: str) -> int | None:
    """Whole years from 0 to 120 (`18`, `18.0`, `18+`), or None."""
    match = _AGE.fullmatch(text)
    return int(match[1]) if match and int(match[1]) <= AGE_MOST else None


_PROOF = re.compile(
    rf"({'|'.join(sorted(Proof, key=len, reverse=True))})(?:\s+(.+?))?"
    r"\s+seen\s+(\S+)(?:\s+expires\s+(\S+))?",
    re.IGNORECASE,
)
_CQC_NUMBER = re.compile(r"1-\d{6,12}")


def proof_entries(evidence: Iterable[Evidence]) -> list[str]:
    """Each proof as `read_proofs` reads it back."""
    return [_entry(each) for each in evidence]


def read_proofs(text: str, notes: list[str]) -> tuple[Evidence, ...]:
    """The proofs of a cell, several separated by semicolons; what cannot be read is noted."""
    found = []
    for entry in split_list(text):
        proof = _read(entry)
        if proof is None:
            notes.append(
                f"We could not read the evidence “{short(entry)}”, so we left it out: write it "
                "like “insurance seen 2025-05-04 expires 2026-04-01”, without any number."
            )
        else:
            found.append(proof)
    return tuple(found)


def _entry(evidence: Evidence) -> str:
    detail = f" {evidence.detail}" if evidence.detail else ""
    until = f" expires {evidence.expires.isoformat()}" if evidence.expires else ""
    return f"{evidence.proof}{detail} seen {evidence.seen_on.isoformat()}{until}"


def _read(entry: str) -> Evidence | None:
    match = _PROOF.fullmatch(entry)
    if match is None:
        return None
    proof, detail = Proof(match[1].lower()), (match[2] or "").lower()
    seen, expires = read_date(match[3]), read_date(match[4]) if match[4] else None
    if seen is None or (match[4] and expires is None) or not _is_right(proof, detail):
        return None
    if expires is not None and expires < seen:
        return None
    return Evidence(proof, seen, expires, detail)


def _is_right(proof: Proof, detail: str) -> bool:
    if proof is Proof.DBS:
        return detail in DBS_LEVELS
    return bool(_CQC_NUMBER.fullmatch(detail)) if proof is Proof.CQC else not detail
