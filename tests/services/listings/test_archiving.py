"""Listings that are listed no longer: archived, merged into another, restored."""

import pytest

from assetmap.domain.listings.lifecycle import ArchiveReason, NotPossible
from assetmap.domain.listings.listing import Status
from assetmap.domain.people.people import NotAllowed, Person, organiser_of
from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update, revisions_of
from assetmap.services.listings.archiving import archive, merge, restore
from assetmap.services.listings.transitions import pause
from assetmap.services.search.finding import answer
from assetmap.services.search.reading import Gone, MovedTo, read_listing
from assetmap.storage.store import NotFound
from assetmap.storage.tables import DO_NOT_LIST
from tests.conftest import ContextMaker
from tests.services.colleagues import (
    COORDINATOR,
    EDITOR,
    HUB_TEAM,
    MANAGER,
    SECRET,
    VOLUNTEER,
    a_draft,
    a_whole_listing,
    by,
)


def listed(context: Context) -> list[str]:
    return [hit.listing.id for hit in answer(context, Search()).hits]


def said(context: Context) -> list[tuple[str, str, str]]:
    entries = [audited.entry.happening for audited in context.store.audited()]
    return [(entry.what, entry.subject, entry.why) for entry in entries]


@pytest.mark.parametrize("reason", ArchiveReason)
def test_archived_listing_says_so_and_is_in_no_list(
    make_context: ContextMaker, reason: ArchiveReason
) -> None:
    context = make_context(a_whole_listing(), a_whole_listing("choir"))
    archive(context, by(EDITOR), "knit-club", str(reason))
    with pytest.raises(Gone) as gone:
        read_listing(context, "knit-club")
    assert gone.value.because == reason
    assert listed(context) == ["choir"]
    assert said(context)[-1] == ("archived", "listing:knit-club", str(reason))
    is_registered = context.store.count(DO_NOT_LIST) == 1
    assert is_registered is (reason is ArchiveReason.OWNER_ASKED)
    assert context.store.private_contact("knit-club") == SECRET


def test_archiving_for_no_reason_leaves_it_listed(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    with pytest.raises(ValueError, match="ArchiveReason"):
        archive(context, by(EDITOR), "knit-club", "boring")
    assert (listed(context), said(context)) == (["knit-club"], [])


def test_register_keeps_marks_and_no_number(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    archive(context, by(EDITOR), "knit-club", "owner asked")
    [entry] = context.store.find(DO_NOT_LIST)
    assert entry.marks
    for secret in ("960001", "960666", "home@example.org", "Maureen"):
        assert secret not in repr(entry)


@pytest.mark.parametrize(
    "person", [VOLUNTEER, COORDINATOR, HUB_TEAM, MANAGER, organiser_of(("knit-club",))]
)
def test_retiring_is_for_editors(make_context: ContextMaker, person: Person) -> None:
    context = make_context(a_whole_listing(), a_whole_listing("choir"))
    with pytest.raises(NotAllowed):
        archive(context, by(person), "knit-club", "closed")
    with pytest.raises(NotAllowed):
        merge(context, by(person), "knit-club", "choir")
    archive(context, by(EDITOR), "choir", "closed")
    with pytest.raises(NotAllowed):
        restore(context, by(person), "choir")
    assert listed(context) == ["knit-club"]


def test_restored_listing_is_a_draft_like_before_and_not_public(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    pause(context, by(EDITOR), "knit-club", None, "Shut.")
    archive(context, by(EDITOR), "knit-club", "closed")
    restore(context, by(EDITOR), "knit-club")
    kept = load_for_update(context, "knit-club").listing
    assert (kept.status, kept.archived_because, kept.paused_until) == (Status.DRAFT, "", None)
    assert (kept.private, listed(context)) == (SECRET, [])
    with pytest.raises(NotFound):
        read_listing(context, "knit-club")


def test_merge_leads_the_old_address_on_and_keeps_both_histories(
    make_context: ContextMaker,
) -> None:
    context = make_context(
        a_whole_listing(also_known_as=("The Knitters",)),
        a_whole_listing("purl", name="Purl Club", also_known_as=("KNIT  CLUB!", "Purlers")),
    )
    merge(context, by(EDITOR), "purl", "knit-club")
    with pytest.raises(MovedTo) as moved:
        read_listing(context, "purl")
    assert moved.value.listing_id == "knit-club"
    assert listed(context) == ["knit-club"]
    names = read_listing(context, "knit-club").shown.also_known_as
    assert names[:2] == ("The Knitters", "Purl Club")
    assert names[-1] == "Purlers"
    histories = {id_: len(revisions_of(context, id_)) for id_ in ("knit-club", "purl")}
    assert histories == {"knit-club": 2, "purl": 2}
    assert [context.store.private_contact(id_) for id_ in ("knit-club", "purl")] == [SECRET] * 2
    assert said(context) == [
        ("merged", "listing:purl", "into knit-club"),
        ("added names", "listing:knit-club", ""),
        ("merged", "listing:knit-club", "took in purl"),
    ]
    assert [hit.listing.id for hit in answer(context, Search(words="purlers")).hits] == [
        "knit-club"
    ]


def test_merge_of_a_draft_brings_no_name_that_nobody_approved(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    draft = a_draft(context, name="Never Approved")
    merge(context, by(EDITOR), draft, "knit-club")
    assert read_listing(context, "knit-club").shown.also_known_as == ()
    assert load_for_update(context, draft).listing.merged_into == "knit-club"


def test_merge_into_itself_or_into_what_is_not_public_is_refused(
    make_context: ContextMaker,
) -> None:
    context = make_context(a_whole_listing(), a_whole_listing("choir"), a_whole_listing("gone"))
    archive(context, by(EDITOR), "gone", "closed")
    draft = a_draft(context)
    for gone, kept in (("choir", "choir"), ("choir", "gone"), ("choir", draft), ("gone", "choir")):
        with pytest.raises(NotPossible):
            merge(context, by(EDITOR), gone, kept)
    with pytest.raises(NotFound):
        merge(context, by(EDITOR), "choir", "nobody")
    assert sorted(listed(context)) == ["choir", "knit-club"]


def test_merged_listing_that_is_restored_leads_nowhere(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing(), a_whole_listing("choir"))
    merge(context, by(EDITOR), "choir", "knit-club")
    restore(context, by(EDITOR), "choir")
    kept = load_for_update(context, "choir").listing
    assert (kept.status, kept.merged_into, kept.archived_because) == (Status.DRAFT, "", "")
