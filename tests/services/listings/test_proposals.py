"""Proposals: what is asked for stays out of sight until an editor approves it."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.listings.listing import Checked, Contact, Status
from assetmap.domain.listings.proposal import FieldChange, ProposalState
from assetmap.domain.people.people import RESIDENT, NotAllowed, Person, organiser_of
from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update, revisions_of
from assetmap.services.listings import archiving
from assetmap.services.listings.archiving import NotPossible
from assetmap.services.listings.edits import Incomplete, Unreadable
from assetmap.services.listings.proposals import (
    AlreadyDecided,
    ConflictError,
    NothingChanged,
    approve,
    conflicts,
    propose,
    propose_archive,
    send_back,
    waiting,
    withdraw,
)
from assetmap.services.listings.transitions import pause
from assetmap.services.search.finding import answer
from assetmap.services.search.reading import Gone, MovedTo, read_listing
from assetmap.storage.store import NotFound
from assetmap.storage.tables import CHECKS, EMAILS, PROPOSALS
from tests.conftest import ContextMaker
from tests.services.colleagues import (
    ADMIN,
    BROKER,
    COORDINATOR,
    EDITOR,
    HUB_TEAM,
    LEAVER,
    MANAGER,
    OTHER_EDITOR,
    OTHER_VOLUNTEER,
    SECRET,
    VOLUNTEER,
    a_whole_listing,
    by,
)


def now(context: Context, listing_id: str = "knit-club") -> dict[str, object]:
    """What the record says of some fields, private ones too."""
    listing = load_for_update(context, listing_id).listing
    return {"name": listing.name, "cost": listing.cost.text, "phone": listing.private.phone}


def said(context: Context) -> list[tuple[str, str]]:
    entries = [audited.entry.happening for audited in context.store.audited()]
    return [(entry.by, entry.what) for entry in entries]


def found(context: Context, words: str) -> list[str]:
    return [hit.listing.id for hit in answer(context, Search(words=words, exact=True)).hits]


@pytest.mark.parametrize(
    "person",
    [VOLUNTEER, COORDINATOR, EDITOR, ADMIN, HUB_TEAM, organiser_of(("knit-club",))],
)
def test_proposal_holds_only_what_changes_and_leaves_the_listing_alone(
    make_context: ContextMaker, person: Person
) -> None:
    context = make_context(a_whole_listing())
    typed = {"cost": "Free", "name": "Knit Club", "summary": "Knitting and tea."}
    proposal = propose(context, by(person), "knit-club", typed, " They rang. ")
    assert (proposal.by, proposal.base, proposal.note) == (person.id, 0, "They rang.")
    assert proposal.changes == (
        FieldChange("summary", "Knitting and talk.", "Knitting and tea."),
        FieldChange("cost", "£2", "Free"),
    )
    assert proposal.private_changes == ()
    assert waiting(context) == [proposal]
    assert load_for_update(context, "knit-club").listing == a_whole_listing()
    assert said(context) == [(person.id, "proposed a change")]


def test_private_change_is_kept_apart(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    proposal = propose(context, by(VOLUNTEER), "knit-club", {"private_phone": "1", "cost": "Free"})
    assert [change.field for change in proposal.changes] == ["cost"]
    assert proposal.private_changes == (FieldChange("private_phone", "01632 960666", "1"),)
    assert [change.field for change in proposal.all_changes] == ["cost", "private_phone"]


@pytest.mark.parametrize(
    "person", [RESIDENT, BROKER, MANAGER, LEAVER, organiser_of(("choir",)), organiser_of(())]
)
def test_proposing_is_for_those_who_may(make_context: ContextMaker, person: Person) -> None:
    context = make_context(a_whole_listing())
    with pytest.raises(NotAllowed):
        propose(context, by(person), "knit-club", {"cost": "Free"})
    with pytest.raises(NotAllowed):
        propose_archive(context, by(person), "knit-club", "closed")
    assert (waiting(context), said(context)) == ([], [])


@pytest.mark.parametrize("status", Status)
def test_only_a_public_listing_is_changed_by_proposal(
    make_context: ContextMaker, status: Status
) -> None:
    context = make_context(a_whole_listing(status=status))
    if status.is_public:
        assert propose(context, by(VOLUNTEER), "knit-club", {"cost": "Free"}).changes
        return
    with pytest.raises(NotPossible):
        propose(context, by(VOLUNTEER), "knit-club", {"cost": "Free"})


def test_proposal_of_nothing_new_or_unreadable_or_lacking_is_refused(
    make_context: ContextMaker,
) -> None:
    context = make_context(a_whole_listing())
    with pytest.raises(NothingChanged):
        propose(context, by(VOLUNTEER), "knit-club", {"cost": "£2", "name": " Knit Club "})
    with pytest.raises(Unreadable):
        propose(context, by(VOLUNTEER), "knit-club", {"min_age": "old"})
    with pytest.raises(Incomplete, match="Enter the cost"):
        propose(context, by(VOLUNTEER), "knit-club", {"cost": ""})
    with pytest.raises(NotFound):
        propose(context, by(VOLUNTEER), "nobody", {"cost": "Free"})
    assert waiting(context) == []


def test_old_record_that_lacks_much_can_still_be_mended(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing(consent="", steward="", audience=()))
    proposal = propose(context, by(VOLUNTEER), "knit-club", {"cost": "Free"})
    approve(context, by(EDITOR), proposal.id)
    assert now(context)["cost"] == "Free"


def test_approval_is_public_and_found_at_once(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    proposal = propose(context, by(VOLUNTEER), "knit-club", {"name": "Theremin Circle"})
    assert (found(context, "theremin"), found(context, "knit")) == ([], ["knit-club"])
    decided = approve(context, by(EDITOR), proposal.id)
    assert decided == replace(
        proposal,
        state=ProposalState.APPROVED,
        decided_by="edna",
        decided_at=context.clock.now(),
    )
    assert context.store.get(PROPOSALS, proposal.id) == decided
    assert read_listing(context, "knit-club").shown.name == "Theremin Circle"
    assert found(context, "theremin") == ["knit-club"]
    assert said(context) == [("vera", "proposed a change"), ("edna", "approved a change")]
    assert [revision.by for revision in revisions_of(context, "knit-club")] == ["program", "edna"]
    assert load_for_update(context, "knit-club").listing.private == SECRET


def test_approval_takes_the_private_change_along(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    proposal = propose(context, by(VOLUNTEER), "knit-club", {"private_phone": "01632 960777"})
    approve(context, by(EDITOR), proposal.id)
    assert load_for_update(context, "knit-club").listing.private == replace(
        SECRET, phone="01632 960777"
    )


def test_approval_with_edits_puts_the_editors_values_on_top(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    proposal = propose(context, by(VOLUNTEER), "knit-club", {"cost": "Fre", "name": "Purl Club"})
    approve(context, by(EDITOR), proposal.id, {"cost": "Free", "summary": "Purling."})
    listing = load_for_update(context, "knit-club").listing
    assert (listing.name, listing.cost.text, listing.summary) == ("Purl Club", "Free", "Purling.")


def test_approval_with_another_postcode_leads_to_that_place(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    proposal = propose(context, by(VOLUNTEER), "knit-club", {"postcode": "RM17 6SL"})
    assert [change.field for change in proposal.changes] == ["postcode", "point"]
    approve(context, by(EDITOR), proposal.id, {"postcode": "RM15 5DX"})
    where = load_for_update(context, "knit-club").listing.where
    assert where.point == context.gazetteer.find("RM15 5DX").point
    assert where.postcode == "RM15 5DX"


def test_approval_with_a_pin_of_the_editors_keeps_that_pin(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    proposal = propose(context, by(VOLUNTEER), "knit-club", {"postcode": "RM17 6SL"})
    approve(context, by(EDITOR), proposal.id, {"point": "51.475000, 0.320000"})
    point = load_for_update(context, "knit-club").listing.where.point
    assert point is not None
    assert (point.lat, point.lon) == (51.475, 0.32)


@pytest.mark.parametrize(
    "edits", [{"min_age": "old"}, {"categories": ("not/there",)}, {"cost": ""}]
)
def test_approval_with_bad_edits_leaves_the_proposal_waiting(
    make_context: ContextMaker, edits: dict[str, str]
) -> None:
    context = make_context(a_whole_listing())
    proposal = propose(context, by(VOLUNTEER), "knit-club", {"name": "Purl Club"})
    with pytest.raises((Unreadable, Incomplete)):
        approve(context, by(EDITOR), proposal.id, edits)
    assert waiting(context) == [proposal]
    assert now(context)["name"] == "Knit Club"


DECISIONS: dict[str, Callable[[Context, Person, str], object]] = {
    "approve": lambda context, person, id_: approve(context, by(person), id_),
    "send back": lambda context, person, id_: send_back(context, by(person), id_, "No."),
    "withdraw": lambda context, person, id_: withdraw(context, by(person), id_),
}


@pytest.mark.parametrize(
    "person",
    [RESIDENT, BROKER, MANAGER, LEAVER, OTHER_VOLUNTEER, COORDINATOR, HUB_TEAM],
)
@pytest.mark.parametrize("decision", DECISIONS)
def test_deciding_is_for_editors(make_context: ContextMaker, decision: str, person: Person) -> None:
    context = make_context(a_whole_listing())
    proposal = propose(context, by(VOLUNTEER), "knit-club", {"cost": "Free"})
    with pytest.raises(NotAllowed):
        DECISIONS[decision](context, person, proposal.id)
    assert waiting(context) == [proposal]


@pytest.mark.parametrize("first", DECISIONS)
@pytest.mark.parametrize("second", DECISIONS)
def test_second_editor_is_told_that_it_was_decided(
    make_context: ContextMaker, first: str, second: str
) -> None:
    context = make_context(a_whole_listing())
    proposal = propose(context, by(VOLUNTEER), "knit-club", {"cost": "Free"})
    DECISIONS[first](context, EDITOR, proposal.id)
    decided, entries = context.store.get(PROPOSALS, proposal.id), said(context)
    with pytest.raises(AlreadyDecided) as refusal:
        DECISIONS[second](context, OTHER_EDITOR, proposal.id)
    assert refusal.value.proposal == decided
    assert (context.store.get(PROPOSALS, proposal.id), said(context)) == (decided, entries)


def test_two_editors_who_approve_at_once_do_so_once(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    proposal = propose(context, by(VOLUNTEER), "knit-club", {"cost": "Free"})
    at_once, outcomes = threading.Barrier(2), []

    def press(person: Person) -> None:
        at_once.wait()
        try:
            approve(context, by(person), proposal.id)
            outcomes.append("approved")
        except AlreadyDecided:
            outcomes.append("told")

    threads = [threading.Thread(target=press, args=(each,)) for each in (EDITOR, OTHER_EDITOR)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["approved", "told"]
    assert len(revisions_of(context, "knit-club")) == 2


def test_sending_back_says_why_and_changes_nothing(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    proposal = propose(context, by(VOLUNTEER), "knit-club", {"cost": "Free"})
    with pytest.raises(ValueError, match="Say what should be different"):
        send_back(context, by(EDITOR), proposal.id, "  ")
    back = send_back(context, by(EDITOR), proposal.id, " Ask them again. ")
    assert (back.state, back.words) == (ProposalState.SENT_BACK, "Ask them again.")
    assert (waiting(context), now(context)["cost"]) == ([], "£2")
    assert "Ask them again." not in repr([each.entry for each in context.store.audited()])


def test_own_proposal_can_be_withdrawn(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    proposal = propose(context, by(VOLUNTEER), "knit-club", {"cost": "Free"})
    assert withdraw(context, by(VOLUNTEER), proposal.id).state is ProposalState.WITHDRAWN
    assert (waiting(context), said(context)[-1]) == ([], ("vera", "withdrew a change"))


def test_change_that_came_between_is_told_field_by_field(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    first = propose(context, by(VOLUNTEER), "knit-club", {"cost": "£3", "summary": "A."})
    second = propose(context, by(OTHER_VOLUNTEER), "knit-club", {"cost": "£4", "name": "B"})
    approve(context, by(EDITOR), first.id)
    assert conflicts(context, second) == ("cost",)
    with pytest.raises(ConflictError) as refusal:
        approve(context, by(EDITOR), second.id)
    assert refusal.value.fields == ("cost",)
    assert (waiting(context), now(context)["name"]) == ([second], "Knit Club")
    approve(context, by(EDITOR), second.id, {"cost": "£4"})
    assert (now(context)["cost"], now(context)["name"]) == ("£4", "B")


def test_change_that_came_true_meanwhile_is_no_conflict(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    first, second = (
        propose(context, by(person), "knit-club", {"cost": "£3"})
        for person in (VOLUNTEER, OTHER_VOLUNTEER)
    )
    approve(context, by(EDITOR), first.id)
    assert conflicts(context, second) == ()
    assert approve(context, by(EDITOR), second.id).state is ProposalState.APPROVED
    assert len(revisions_of(context, "knit-club")) == 2


def test_private_change_that_came_between_is_told_too(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    first, second = (
        propose(context, by(VOLUNTEER), "knit-club", {"private_phone": number}) for number in "12"
    )
    approve(context, by(EDITOR), first.id)
    with pytest.raises(ConflictError) as refusal:
        approve(context, by(EDITOR), second.id)
    assert refusal.value.fields == ("private_phone",)
    assert load_for_update(context, "knit-club").listing.private.phone == "1"


def test_proposal_for_a_listing_that_went_cannot_be_approved(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    proposal = propose(context, by(VOLUNTEER), "knit-club", {"cost": "Free"})
    archiving.archive(context, by(EDITOR), "knit-club", "closed")
    with pytest.raises(AlreadyDecided):
        approve(context, by(EDITOR), proposal.id)
    assert waiting(context) == []


def test_proposal_for_a_paused_listing_can_be_approved_and_it_stays_paused(
    make_context: ContextMaker,
) -> None:
    context = make_context(a_whole_listing())
    proposal = propose(context, by(VOLUNTEER), "knit-club", {"cost": "Free"})
    pause(context, by(VOLUNTEER), "knit-club", None, "Shut.")
    approve(context, by(EDITOR), proposal.id)
    listing = load_for_update(context, "knit-club").listing
    assert (listing.status, listing.notice, listing.cost.text) == (Status.PAUSED, "Shut.", "Free")


def test_proposal_to_archive_is_done_when_approved(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    proposal = propose_archive(context, by(VOLUNTEER), "knit-club", "closed", "Nobody there.")
    assert (proposal.archive_because, proposal.changes) == ("closed", ())
    assert read_listing(context, "knit-club").id == "knit-club"
    approve(context, by(EDITOR), proposal.id)
    with pytest.raises(Gone):
        read_listing(context, "knit-club")
    assert found(context, "knit") == []


def test_proposal_to_merge_is_done_when_approved(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing(), a_whole_listing("choir", name="Choir"))
    proposal = propose_archive(context, by(VOLUNTEER), "choir", "merged", into="knit-club")
    approve(context, by(EDITOR), proposal.id)
    with pytest.raises(MovedTo) as moved:
        read_listing(context, "choir")
    assert moved.value.listing_id == "knit-club"
    assert load_for_update(context, "choir").listing.private == SECRET


@pytest.mark.parametrize("because", ["", "boring", "CLOSED", "closed; merged"])
def test_proposal_to_archive_for_no_reason_is_refused(
    make_context: ContextMaker, because: str
) -> None:
    context = make_context(a_whole_listing())
    with pytest.raises(ValueError, match="ArchiveReason"):
        propose_archive(context, by(VOLUNTEER), "knit-club", because)
    assert waiting(context) == []


def test_proposal_to_merge_into_nothing_is_refused(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    with pytest.raises(NotFound):
        propose_archive(context, by(VOLUNTEER), "knit-club", "merged", into="nobody")
    with pytest.raises(NotFound):
        propose_archive(context, by(VOLUNTEER), "nobody", "closed")
    assert waiting(context) == []


def test_unknown_proposal_is_not_found(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    for decision in DECISIONS.values():
        with pytest.raises(NotFound):
            decision(context, EDITOR, "nothing")


def test_waiting_is_oldest_first_and_private_contact_survives(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing(), a_whole_listing("choir"))
    asked = [
        propose(context, by(VOLUNTEER), listing_id, {"cost": cost}).id
        for listing_id, cost in (("knit-club", "£3"), ("choir", "£4"), ("knit-club", "£5"))
    ]
    assert [proposal.id for proposal in waiting(context)] == asked
    send_back(context, by(EDITOR), asked[0], "No.")
    assert [proposal.id for proposal in waiting(context)] == asked[1:]
    assert load_for_update(context, "choir").listing.private == SECRET != Contact()


@pytest.mark.parametrize("approved", [True, False])
def test_organiser_is_written_to_once_it_is_decided(
    make_context: ContextMaker, approved: bool
) -> None:
    context = make_context(a_whole_listing(private=Contact(email="pat@example.org")))
    asked = propose(context, by(organiser_of(("knit-club",))), "knit-club", {"cost": "£3"})
    if approved:
        approve(context, by(EDITOR), asked.id)
    else:
        send_back(context, by(EDITOR), asked.id, "Is it £3 for children too?")
    (letter,) = context.store.find(EMAILS)
    assert (letter.to, letter.about) == ("pat@example.org", f"decided:{asked.id}")
    assert ("Is it £3 for children too?" in letter.text) is not approved


def test_nobody_is_written_to_about_the_change_of_a_volunteer(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing(private=Contact(email="pat@example.org")))
    asked = propose(context, by(VOLUNTEER), "knit-club", {"cost": "£3"})
    approve(context, by(EDITOR), asked.id)
    assert context.store.find(EMAILS) == []


def test_approved_change_of_the_organiser_is_as_good_as_a_check(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    asked = propose(context, by(organiser_of(("knit-club",))), "knit-club", {"cost": "£3"})
    assert context.store.find(CHECKS) == []
    approve(context, by(EDITOR), asked.id)
    (check,) = context.store.find(CHECKS)
    assert (check.by, check.at) == ("organiser", asked.at)
    assert (check.method, check.outcome) == (Method.ORGANISER_LINK, Outcome.CHANGED)
    checked = context.store.get_listing("knit-club").listing.checked
    assert checked == Checked(asked.at.date(), "Thurrock CVS", "confirmed by the organiser")


def test_approved_change_of_a_volunteer_resets_no_clock(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    before = context.store.get_listing("knit-club").listing.checked
    approve(context, by(EDITOR), propose(context, by(VOLUNTEER), "knit-club", {"cost": "£3"}).id)
    assert context.store.get_listing("knit-club").listing.checked == before
