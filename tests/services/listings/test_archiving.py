"""Listings that are listed no longer: archived, merged into another, restored."""

import pytest

from assetmap.domain.listings.lifecycle import ArchiveReason, NotPossible
from assetmap.domain.listings.listing import Status
from assetmap.domain.people.people import NotAllowed, Person, organiser_of
from assetmap.domain.search.query import Search
from assetmap.services.context import Desk
from assetmap.services.listing_repository import revisions_of, whole
from assetmap.services.listings.archiving import archive, merge, restore
from assetmap.services.listings.transitions import pause
from assetmap.services.search.finding import answer
from assetmap.services.search.reading import Gone, MovedTo, read_listing
from assetmap.storage.store import NotFound
from assetmap.storage.tables import DO_NOT_LIST
from tests.conftest import DeskMaker
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


def listed(desk: Desk) -> list[str]:
    return [hit.listing.id for hit in answer(desk, Search()).hits]


def said(desk: Desk) -> list[tuple[str, str, str]]:
    entries = [audited.entry.happening for audited in desk.store.audited()]
    return [(entry.what, entry.subject, entry.why) for entry in entries]


@pytest.mark.parametrize("reason", ArchiveReason)
def test_archived_listing_says_so_and_is_in_no_list(
    make_desk: DeskMaker, reason: ArchiveReason
) -> None:
    desk = make_desk(a_whole_listing(), a_whole_listing("choir"))
    archive(desk, by(EDITOR), "knit-club", str(reason))
    with pytest.raises(Gone) as gone:
        read_listing(desk, "knit-club")
    assert gone.value.because == reason
    assert listed(desk) == ["choir"]
    assert said(desk)[-1] == ("archived", "listing:knit-club", str(reason))
    is_registered = desk.store.count(DO_NOT_LIST) == 1
    assert is_registered is (reason is ArchiveReason.OWNER_ASKED)
    assert desk.store.private_contact("knit-club") == SECRET


def test_archiving_for_no_reason_leaves_it_listed(make_desk: DeskMaker) -> None:
    desk = make_desk(a_whole_listing())
    with pytest.raises(ValueError, match="ArchiveReason"):
        archive(desk, by(EDITOR), "knit-club", "boring")
    assert (listed(desk), said(desk)) == (["knit-club"], [])


def test_register_keeps_marks_and_no_number(make_desk: DeskMaker) -> None:
    desk = make_desk(a_whole_listing())
    archive(desk, by(EDITOR), "knit-club", "owner asked")
    [entry] = desk.store.find(DO_NOT_LIST)
    assert entry.marks
    for secret in ("960001", "960666", "home@example.org", "Maureen"):
        assert secret not in repr(entry)


@pytest.mark.parametrize(
    "person", [VOLUNTEER, COORDINATOR, HUB_TEAM, MANAGER, organiser_of(("knit-club",))]
)
def test_retiring_is_for_editors(make_desk: DeskMaker, person: Person) -> None:
    desk = make_desk(a_whole_listing(), a_whole_listing("choir"))
    with pytest.raises(NotAllowed):
        archive(desk, by(person), "knit-club", "closed")
    with pytest.raises(NotAllowed):
        merge(desk, by(person), "knit-club", "choir")
    archive(desk, by(EDITOR), "choir", "closed")
    with pytest.raises(NotAllowed):
        restore(desk, by(person), "choir")
    assert listed(desk) == ["knit-club"]


def test_restored_listing_is_a_draft_like_before_and_not_public(make_desk: DeskMaker) -> None:
    desk = make_desk(a_whole_listing())
    pause(desk, by(EDITOR), "knit-club", None, "Shut.")
    archive(desk, by(EDITOR), "knit-club", "closed")
    restore(desk, by(EDITOR), "knit-club")
    kept = whole(desk, "knit-club").listing
    assert (kept.status, kept.archived_because, kept.paused_until) == (Status.DRAFT, "", None)
    assert (kept.private, listed(desk)) == (SECRET, [])
    with pytest.raises(NotFound):
        read_listing(desk, "knit-club")


def test_merge_leads_the_old_address_on_and_keeps_both_histories(make_desk: DeskMaker) -> None:
    desk = make_desk(
        a_whole_listing(also_known_as=("The Knitters",)),
        a_whole_listing("purl", name="Purl Club", also_known_as=("KNIT  CLUB!", "Purlers")),
    )
    merge(desk, by(EDITOR), "purl", "knit-club")
    with pytest.raises(MovedTo) as moved:
        read_listing(desk, "purl")
    assert moved.value.listing_id == "knit-club"
    assert listed(desk) == ["knit-club"]
    names = read_listing(desk, "knit-club").shown.also_known_as
    assert names[:2] == ("The Knitters", "Purl Club")
    assert names[-1] == "Purlers"
    histories = {id_: len(revisions_of(desk, id_)) for id_ in ("knit-club", "purl")}
    assert histories == {"knit-club": 2, "purl": 2}
    assert [desk.store.private_contact(id_) for id_ in ("knit-club", "purl")] == [SECRET] * 2
    assert said(desk) == [
        ("merged", "listing:purl", "into knit-club"),
        ("added names", "listing:knit-club", ""),
        ("merged", "listing:knit-club", "took in purl"),
    ]
    assert [hit.listing.id for hit in answer(desk, Search(words="purlers")).hits] == ["knit-club"]


def test_merge_of_a_draft_brings_no_name_that_nobody_approved(make_desk: DeskMaker) -> None:
    desk = make_desk(a_whole_listing())
    draft = a_draft(desk, name="Never Approved")
    merge(desk, by(EDITOR), draft, "knit-club")
    assert read_listing(desk, "knit-club").shown.also_known_as == ()
    assert whole(desk, draft).listing.merged_into == "knit-club"


def test_merge_into_itself_or_into_what_is_not_public_is_refused(make_desk: DeskMaker) -> None:
    desk = make_desk(a_whole_listing(), a_whole_listing("choir"), a_whole_listing("gone"))
    archive(desk, by(EDITOR), "gone", "closed")
    draft = a_draft(desk)
    for gone, kept in (("choir", "choir"), ("choir", "gone"), ("choir", draft), ("gone", "choir")):
        with pytest.raises(NotPossible):
            merge(desk, by(EDITOR), gone, kept)
    with pytest.raises(NotFound):
        merge(desk, by(EDITOR), "choir", "nobody")
    assert sorted(listed(desk)) == ["choir", "knit-club"]


def test_merged_listing_that_is_restored_leads_nowhere(make_desk: DeskMaker) -> None:
    desk = make_desk(a_whole_listing(), a_whole_listing("choir"))
    merge(desk, by(EDITOR), "choir", "knit-club")
    restore(desk, by(EDITOR), "choir")
    kept = whole(desk, "choir").listing
    assert (kept.status, kept.merged_into, kept.archived_because) == (Status.DRAFT, "", "")
