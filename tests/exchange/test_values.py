"""Proof as a cell writes it, and back."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.listings.evidence import DBS_LEVELS, Evidence, Proof
from assetmap.exchange import values
from assetmap.exchange.values import join_list, proof_entries, read_proofs, says_nothing, split_list
from tests.properties import quick

DAYS = st.dates(date(2000, 1, 1), date(2025, 1, 1))
LATER = st.none() | st.dates(date(2025, 1, 2), date(2040, 1, 1))


def proofs(proof: Proof) -> st.SearchStrategy[Evidence]:
    details = {Proof.DBS: st.sampled_from(DBS_LEVELS), Proof.CQC: st.just("1-123456789")}
    return st.builds(Evidence, st.just(proof), DAYS, LATER, details.get(proof, st.just("")))


@quick
@given(st.lists(st.sampled_from(Proof).flatmap(proofs), max_size=4))
def test_what_is_written_is_read_back(evidence: list[Evidence]) -> None:
    notes: list[str] = []
    assert read_proofs(join_list(proof_entries(evidence)), notes) == tuple(evidence)
    assert notes == []


def test_several_proofs_in_one_cell() -> None:
    notes: list[str] = []
    cell = "insurance seen 2025-05-04 expires 2026-04-01; DBS Enhanced seen 3 March 2026"
    assert read_proofs(cell, notes) == (
        Evidence(Proof.INSURANCE, date(2025, 5, 4), date(2026, 4, 1)),
    )
    (note,) = notes
    assert note == (
        "We could not read the evidence “DBS Enhanced seen 3 March 2026”, so we left it out: write "
        "it like “insurance seen 2025-05-04 expires 2026-04-01”, without any number."
    )


@pytest.mark.parametrize(
    "entry",
    [
        "insurance",
        "insurance 12345678 seen 2025-05-04",
        "insurance seen 2025-13-04",
        "insurance seen 2025-05-04 expires never",
        "insurance seen 2025-05-04 expires 2025-05-03",
        "dbs seen 2025-05-04",
        "dbs 001234567890 seen 2025-05-04",
        "cqc seen 2025-05-04",
        "cqc 123 seen 2025-05-04",
        "food-hygiene 5 stars seen 2025-05-04",
        "passport seen 2025-05-04",
    ],
)
def test_what_cannot_be_read_or_holds_a_number_is_left_out(entry: str) -> None:
    notes: list[str] = []
    assert read_proofs(entry, notes) == ()
    assert len(notes) == 1


@quick
@given(st.text(alphabet="ab;\\ \n\u2003RrULE:=", max_size=30))
def test_a_list_without_backslash_and_rule_is_parted_as_any_other(text: str) -> None:
    parts = (re.sub(r"\\([\\;])", r"\1", part).strip() for part in values._LIST_PART.findall(text))
    assert split_list(text) == [part for part in parts if part]


def test_what_stands_for_an_empty_cell_is_known_in_any_case() -> None:
    assert [says_nothing(text) for text in ("", "N/A", "Not Applicable", "None of these")] == [
        *(True, True, True),
        False,
    ]
