"""Proof that staff have seen, as a cell writes it: `insurance seen 2025-05-04 expires 2026-04-01`.

Between the sort of proof and `seen` stands the level of a DBS check or the CQC's provider number,
and nothing else ever: certificates have numbers that nobody may keep.
"""

import re
from collections.abc import Iterable

from assetmap.domain.listings.evidence import DBS_LEVELS, Evidence, Proof
from assetmap.exchange.values import read_date, short, split_list

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
