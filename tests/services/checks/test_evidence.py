"""Proof that staff have seen: who records it, what of it has run out."""

from datetime import date

import pytest

from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.domain.listings.listing import Contact, Status
from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.services.checks.evidence import (
    BadEvidence,
    Expired,
    expired,
    record_evidence,
    remove_evidence,
)
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, revisions_of
from assetmap.services.search.reading import read_listing
from tests.conftest import ContextMaker
from tests.factories import a_listing

EDITOR = Actor(Person("p-e", roles=(Role.EDITOR,)))
INSURED = Evidence(Proof.INSURANCE, date(2025, 5, 4), date(2026, 4, 1))
PRIVATE = Contact(phone="01632 960777")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing(private=PRIVATE))


def held(context: Context) -> tuple[Evidence, ...]:
    return context.store.get_listing("knit-club").listing.evidence


def test_a_proof_is_kept_with_who_saw_it_and_shown_without(context: Context) -> None:
    record_evidence(context, EDITOR, "knit-club", INSURED)
    dbs = Evidence(Proof.DBS, date(2026, 3, 1), None, "enhanced")
    record_evidence(context, EDITOR, "knit-club", dbs)
    assert [(each.words, each.by) for each in held(context)] == [
        ("Insurance certificate seen 4 May 2025", "p-e"),
        ("DBS check (enhanced) seen 1 March 2026", "p-e"),
    ]
    assert [each.by for each in read_listing(context, "knit-club").shown.evidence] == ["", ""]
    assert context.store.private_contact("knit-club") == PRIVATE
    assert [each.what for each in revisions_of(context, "knit-club")] == [
        *("taken in", "recorded a proof", "recorded a proof"),
    ]


def test_a_new_one_takes_the_place_of_the_old(context: Context) -> None:
    record_evidence(context, EDITOR, "knit-club", INSURED)
    record_evidence(context, EDITOR, "knit-club", Evidence(Proof.INSURANCE, date(2026, 3, 16)))
    assert [each.seen_on for each in held(context)] == [date(2026, 3, 16)]
    remove_evidence(context, EDITOR, "knit-club", Proof.INSURANCE)
    assert held(context) == ()


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (
            Evidence(Proof.INSURANCE, date(2026, 3, 17)),
            "The day you saw it must be today or in the past.",
        ),
        (
            Evidence(Proof.INSURANCE, date(2026, 3, 1), date(2026, 2, 1)),
            "It must not have expired before the day you saw it.",
        ),
        (
            Evidence(Proof.INSURANCE, date(2026, 1, 1), date(2026, 3, 15)),
            "It has expired already. Ask them for the new one.",
        ),
        (
            Evidence(Proof.INSURANCE, date(2026, 3, 1), None, "CERT-4711"),
            "Leave the number of the certificate out: we must not keep it.",
        ),
        (
            Evidence(Proof.DBS, date(2026, 3, 1), None, "001234567890"),
            "Choose the level of the DBS check.",
        ),
        (
            Evidence(Proof.CQC, date(2026, 3, 1), None, "4711"),
            "Enter the CQC provider number, such as 1-123456789.",
        ),
    ],
)
def test_a_wrong_proof_is_refused(context: Context, evidence: Evidence, words: str) -> None:
    with pytest.raises(BadEvidence) as refused:
        record_evidence(context, EDITOR, "knit-club", evidence)
    assert str(refused.value) == words
    assert held(context) == ()
    assert "4711" not in "".join(str(each) for each in context.store.audited())


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.EDITOR, Role.ADMIN)])
def test_only_editors_and_admins_record(context: Context, role: Role) -> None:
    by = Actor(Person("p-x", roles=(role,), own=("knit-club",)))
    with pytest.raises(NotAllowed):
        record_evidence(context, by, "knit-club", INSURED)
    with pytest.raises(NotAllowed):
        remove_evidence(context, by, "knit-club", Proof.INSURANCE)


def test_what_has_run_out_is_a_task_until_it_is_renewed_or_removed(
    make_context: ContextMaker,
) -> None:
    renewed = (INSURED, Evidence(Proof.INSURANCE, date(2026, 3, 20)))
    listings = (
        a_listing("b", name="B", evidence=(INSURED,)),
        a_listing("a", name="A", evidence=(INSURED, Evidence(Proof.DBS, date(2020, 1, 1)))),
        a_listing("renewed", evidence=renewed),
        a_listing("draft", evidence=(INSURED,), status=Status.DRAFT),
        a_listing("none"),
    )
    assert expired(make_context(*listings, today="2026-04-01")) == []
    context = make_context(today="2026-04-02")
    known = context.directory_cache.current().listings
    assert expired(context) == [Expired(known["a"], (INSURED,)), Expired(known["b"], (INSURED,))]
    remove_evidence(context, EDITOR, "a", Proof.INSURANCE)
    record_evidence(context, EDITOR, "b", Evidence(Proof.INSURANCE, date(2026, 4, 2)))
    assert expired(context) == []
