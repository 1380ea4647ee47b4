"""A listing's moves: who may make them, from where, and what becomes public."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.checks.check import Method
from assetmap.domain.imports.import_batch import BatchState
from assetmap.domain.imports.import_row import RowOutcome
from assetmap.domain.listings.lifecycle import TRANSITIONS, NotPossible, Transition
from assetmap.domain.listings.listing import Contact, Status
from assetmap.domain.people.people import (
    COMMAND_LINE,
    RESIDENT,
    NotAllowed,
    Person,
    may,
    organiser_of,
)
from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.imports.batch_work import work_on
from assetmap.services.imports.batches import rows_of, start_batch
from assetmap.services.listing_repository import load_for_update, revision_number, revisions_of
from assetmap.services.listings import archiving, drafts, proposals, transitions
from assetmap.services.listings.drafts import first_check, save_draft, submit
from assetmap.services.listings.edits import Incomplete
from assetmap.services.listings.proposals import approve, propose
from assetmap.services.listings.transitions import (
    SWITCHED_OFF,
    SelfApprovalError,
    publish,
    require_other,
)
from assetmap.services.search.finding import answer
from assetmap.storage.store import NotFound, Stale
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
    SECRET,
    VOLUNTEER,
    WHOLE_RECORD,
    a_draft,
    a_draft_in_review,
    a_whole_listing,
    by,
)

APPLYING = BatchState.APPLYING


def switch_off(context: Context) -> None:
    """As `four_eyes = false` in the borough's upkeep.toml does."""
    upkeep = replace(context.borough.upkeep, four_eyes=False)
    context.borough = replace(context.borough, upkeep=upkeep)


def reasons(context: Context) -> list[str]:
    return [audited.entry.happening.why for audited in context.store.audited()]


def test_author_is_refused_and_anybody_else_is_not(make_context: ContextMaker) -> None:
    context = make_context()
    assert require_other(context, EDITOR, ["vera", "edgar"]) == ""
    with pytest.raises(SelfApprovalError, match="another editor has to look"):
        require_other(context, EDITOR, ["vera", "edna"])


def test_author_may_once_the_borough_says_so_and_the_audit_marks_it(
    make_context: ContextMaker,
) -> None:
    context = make_context(a_whole_listing())
    switch_off(context)
    assert require_other(context, EDITOR, ["vera"]) == ""
    draft = a_draft_in_review(context, EDITOR)
    publish(context, by(EDITOR), draft)
    proposal = propose(context, by(EDITOR), "knit-club", {"cost": "Free"})
    approve(context, by(EDITOR), proposal.id)
    assert reasons(context)[-3:] == [SWITCHED_OFF, "", SWITCHED_OFF]


@pytest.mark.parametrize("person", [EDITOR, ADMIN])
def test_author_of_a_draft_cannot_publish_it(make_context: ContextMaker, person: Person) -> None:
    context = make_context()
    draft = a_draft_in_review(context, person)
    with pytest.raises(SelfApprovalError):
        publish(context, by(person), draft)
    assert not context.store.get_listing(draft).listing.status.is_public
    assert publish(context, by(OTHER_EDITOR), draft).status.is_public


def test_editor_who_sends_somebody_elses_draft_for_review_has_to_have_it_looked_at(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    draft = a_draft(context)
    submit(context, by(EDITOR), draft)
    with pytest.raises(SelfApprovalError):
        publish(context, by(EDITOR), draft)


def test_editor_may_put_a_word_right_in_a_draft_and_publish_it(make_context: ContextMaker) -> None:
    context = make_context()
    draft = a_draft_in_review(context)
    save_draft(context, by(EDITOR), draft, {"summary": "Purling and tea."})
    assert publish(context, by(EDITOR), draft).summary == "Purling and tea."


def test_proposer_cannot_approve_their_own_change(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    proposal = propose(context, by(EDITOR), "knit-club", {"cost": "Free"})
    with pytest.raises(SelfApprovalError):
        approve(context, by(EDITOR), proposal.id)
    assert context.store.get_listing("knit-club").listing.cost.text == "£2"
    approve(context, by(OTHER_EDITOR), proposal.id)
    assert context.store.get_listing("knit-club").listing.cost.text == "Free"


EVERYBODY = [
    *(RESIDENT, HUB_TEAM, VOLUNTEER, COORDINATOR, EDITOR, BROKER, ADMIN, MANAGER, LEAVER),
    *(organiser_of(("knit-club",)), organiser_of(("choir",))),
]
Mover = Callable[[Context, Person], object]
MOVES: dict[Transition, Mover] = {
    Transition.ACCEPT: lambda context, person: transitions.accept(context, by(person), "knit-club"),
    Transition.REJECT: lambda context, person: transitions.reject(
        context, by(person), "knit-club", "spam"
    ),
    Transition.SEND_BACK: lambda context, person: transitions.send_draft_back(
        context, by(person), "knit-club", "Say when."
    ),
    Transition.PUBLISH: lambda context, person: transitions.publish(
        context, by(person), "knit-club"
    ),
    Transition.PAUSE: lambda context, person: transitions.pause(
        context, by(person), "knit-club", None
    ),
    Transition.RESUME: lambda context, person: transitions.resume(context, by(person), "knit-club"),
    Transition.ARCHIVE: lambda context, person: archiving.archive(
        context, by(person), "knit-club", "closed"
    ),
    Transition.RESTORE: lambda context, person: archiving.restore(context, by(person), "knit-club"),
    Transition.SUBMIT: lambda context, person: drafts.submit(context, by(person), "knit-club"),
}


def said(context: Context) -> list[tuple[str, str]]:
    entries = [audited.entry.happening for audited in context.store.audited()]
    return [(entry.by, entry.what) for entry in entries]


def test_every_move_is_tested() -> None:
    assert set(MOVES) == set(Transition)


@pytest.mark.parametrize("move", Transition)
@pytest.mark.parametrize("status", Status)
def test_move_is_made_from_where_it_starts_only(
    make_context: ContextMaker, move: Transition, status: Status
) -> None:
    before = a_whole_listing(status=status)
    context = make_context(before)
    if status in TRANSITIONS[move].starts:
        MOVES[move](context, EDITOR)
        kept = load_for_update(context, "knit-club").listing
        assert (kept.status, kept.private) == (TRANSITIONS[move].ends, SECRET)
        assert [revision.number for revision in revisions_of(context, "knit-club")] == [1, 2]
        return
    with pytest.raises(NotPossible):
        MOVES[move](context, EDITOR)
    assert load_for_update(context, "knit-club").listing == before
    assert said(context) == []


@pytest.mark.parametrize("move", Transition)
@pytest.mark.parametrize("person", EVERYBODY, ids=lambda person: person.id)
def test_move_is_made_by_those_who_may(
    make_context: ContextMaker, move: Transition, person: Person
) -> None:
    before = a_whole_listing(status=TRANSITIONS[move].starts[0])
    context = make_context(before)
    if may(person, TRANSITIONS[move].action, "knit-club"):
        MOVES[move](context, person)
        assert said(context)[0][0] == person.id
        return
    with pytest.raises(NotAllowed):
        MOVES[move](context, person)
    assert load_for_update(context, "knit-club").listing == before
    assert said(context) == []


@pytest.mark.parametrize("move", Transition)
def test_move_of_nothing_is_not_found(make_context: ContextMaker, move: Transition) -> None:
    with pytest.raises(NotFound):
        MOVES[move](make_context(), EDITOR)


def test_published_draft_is_found_at_once(make_context: ContextMaker) -> None:
    context = make_context()
    draft = a_draft_in_review(context, name="Theremin Circle")
    asked = Search(words="theremin", exact=True)
    assert answer(context, asked).total == 0
    assert transitions.publish(context, by(EDITOR), draft).status is Status.PUBLISHED
    assert [hit.listing.id for hit in answer(context, asked).hits] == [draft]
    assert said(context)[-1] == ("edna", "published")


def test_publishing_names_every_gap(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing(status=Status.IN_REVIEW, steward="", consent=""))
    with pytest.raises(Incomplete) as refusal:
        transitions.publish(context, by(EDITOR), "knit-club")
    assert [gap.field for gap in refusal.value.gaps] == ["steward", "consent"]
    assert not load_for_update(context, "knit-club").listing.status.is_public


def test_publishing_what_somebody_changed_since_it_was_looked_at_is_refused(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    draft = a_draft_in_review(context)
    seen = revision_number(context, draft)
    drafts.save_draft(context, by(VOLUNTEER), draft, {"summary": "Nobody looked at this."})
    with pytest.raises(Stale):
        transitions.publish(context, by(EDITOR), draft, seen)
    assert not load_for_update(context, draft).listing.status.is_public
    assert transitions.publish(context, by(EDITOR), draft, seen + 1).status is Status.PUBLISHED


def test_authors_are_those_who_started_and_who_sent(make_context: ContextMaker) -> None:
    context = make_context()
    draft = a_draft_in_review(context)
    drafts.save_draft(context, by(EDITOR), draft, {"cost": "£1"})
    transitions.send_draft_back(context, by(EDITOR), draft, "Send it again.")
    drafts.submit(context, by(COORDINATOR), draft)
    assert transitions.authors(context, draft) == {"vera", "cora"}
    assert transitions.authors(context, "nobody") == set()


ROW = "name,kind,postcode\nWool Club,group,RM17 6SL\n"


def a_draft_of_a_file(context: Context, person: Person) -> str:
    """The id of a draft that came in with a file of somebody's, and that another one sent on."""
    batch = start_batch(context, by(person), "list.csv", ROW.encode(), "a list", state=APPLYING)
    work_on(context, batch.id)
    [row] = rows_of(context, batch.id)
    rest = {key: value for key, value in WHOLE_RECORD.items() if key not in ("name", "kind")}
    save_draft(context, by(VOLUNTEER), row.listing_id, rest)
    first_check(context, by(VOLUNTEER), row.listing_id, Method.PHONED, "the leader")
    submit(context, by(VOLUNTEER), row.listing_id)
    return row.listing_id


def test_who_brought_a_file_in_publishes_none_of_its_drafts(make_context: ContextMaker) -> None:
    person, other = replace(EDITOR, id="p-edna"), replace(OTHER_EDITOR, id="p-edgar")
    context = make_context()
    listing_id = a_draft_of_a_file(context, person)
    assert transitions.authors(context, listing_id) == {"p-edna", "vera"}
    with pytest.raises(SelfApprovalError, match="another editor has to look"):
        publish(context, by(person), listing_id)
    assert publish(context, by(other), listing_id).status is Status.PUBLISHED


def test_command_line_and_later_files_are_no_authors(make_context: ContextMaker) -> None:
    context = make_context()
    first = a_draft_of_a_file(context, COMMAND_LINE)
    changed = ROW.replace("RM17 6SL\n", "RM17 6SL\n").replace("postcode", "postcode,cost")
    text = changed.replace("6SL\n", "6SL,Free\n")
    later = replace(EDITOR, id="p-edna")
    batch = start_batch(context, by(later), "l.csv", text.encode(), "a list", state=APPLYING)
    work_on(context, batch.id)
    [row] = rows_of(context, batch.id)
    assert (row.listing_id, row.outcome) == (first, RowOutcome.SAME)
    assert transitions.authors(context, first) == {"vera"}


def test_sending_back_needs_words_and_keeps_them_out_of_the_chain(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    draft = a_draft_in_review(context)
    with pytest.raises(ValueError, match="Say what should be different"):
        transitions.send_draft_back(context, by(EDITOR), draft, " \n ")
    transitions.send_draft_back(context, by(EDITOR), draft, "Mrs Smith is not to be named.")
    # Values can be erased and the entries of the chain cannot.
    assert "Mrs Smith" not in repr([audited.entry for audited in context.store.audited()])
    assert "Mrs Smith" in repr([audited.values for audited in context.store.audited()])


def test_pause_says_until_when_and_why(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    until = date(2026, 3, 17)
    paused = transitions.pause(context, by(VOLUNTEER), "knit-club", until, " The roof leaks. ")
    assert (paused.paused_until, paused.notice) == (until, "The roof leaks.")
    resumed = transitions.resume(context, by(VOLUNTEER), "knit-club")
    assert replace(resumed, changed_at=None, created_at=None) == a_whole_listing()


@pytest.mark.parametrize("until", [date(2026, 3, 16), date(2025, 3, 17), date.min])
def test_pause_until_a_day_that_has_come_is_refused(
    make_context: ContextMaker, until: date
) -> None:
    context = make_context(a_whole_listing())
    with pytest.raises(ValueError, match="must be in the future"):
        transitions.pause(context, by(VOLUNTEER), "knit-club", until)
    assert said(context) == []


def approved(context: Context, **values: str) -> None:
    proposal = proposals.propose(context, by(VOLUNTEER), "knit-club", values)
    proposals.approve(context, by(EDITOR), proposal.id)


def test_revision_comes_back_with_its_fields_and_without_its_status_and_checks(
    make_context: ContextMaker,
) -> None:
    context = make_context(a_whole_listing())
    approved(context, name="Purl Club", private_phone="1")
    transitions.pause(context, by(EDITOR), "knit-club", None, "Shut.")
    restored = transitions.restore_revision(context, by(OTHER_EDITOR), "knit-club", 1)
    assert (restored.name, restored.status, restored.notice) == ("Knit Club", Status.PAUSED, "")
    assert restored.private == replace(SECRET, phone="1")
    assert [revision.what for revision in revisions_of(context, "knit-club")] == [
        *("taken in", "approved a change", "paused", "restored a revision"),
    ]
    assert said(context)[-1] == ("edgar", "restored a revision")


@pytest.mark.parametrize("number", [0, -1, 3, 99])
def test_revision_that_is_not_there_is_refused(make_context: ContextMaker, number: int) -> None:
    context = make_context(a_whole_listing())
    approved(context, name="Purl Club")
    with pytest.raises(NotPossible, match=f"There is no revision {number}"):
        transitions.restore_revision(context, by(EDITOR), "knit-club", number)


def test_revision_that_was_a_draft_never_comes_back_to_a_public_listing(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    draft = a_draft_in_review(context, summary="Never approved.")
    drafts.save_draft(context, by(VOLUNTEER), draft, {"summary": "Approved."})
    transitions.publish(context, by(EDITOR), draft)
    for revision in revisions_of(context, draft)[:-1]:
        with pytest.raises(NotPossible, match="never approved"):
            transitions.restore_revision(context, by(OTHER_EDITOR), draft, revision.number)
    assert load_for_update(context, draft).listing.summary == "Approved."


@pytest.mark.parametrize("person", [VOLUNTEER, COORDINATOR, HUB_TEAM, MANAGER, RESIDENT])
def test_revision_is_restored_by_editors(make_context: ContextMaker, person: Person) -> None:
    context = make_context(a_whole_listing())
    approved(context, name="Purl Club")
    with pytest.raises(NotAllowed):
        transitions.restore_revision(context, by(person), "knit-club", 1)
    assert load_for_update(context, "knit-club").listing.name == "Purl Club"


def test_no_move_wipes_the_private_contact(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing(status=Status.SUGGESTED))
    for deed in (
        lambda: transitions.accept(context, by(EDITOR), "knit-club"),
        lambda: drafts.save_draft(context, by(COORDINATOR), "knit-club", {"cost": "£1"}),
        lambda: drafts.submit(context, by(VOLUNTEER), "knit-club"),
        lambda: transitions.send_draft_back(context, by(EDITOR), "knit-club", "No."),
        lambda: drafts.submit(context, by(VOLUNTEER), "knit-club"),
        lambda: transitions.publish(context, by(EDITOR), "knit-club"),
        lambda: transitions.pause(context, by(VOLUNTEER), "knit-club", None),
        lambda: transitions.resume(context, by(VOLUNTEER), "knit-club"),
        lambda: archiving.archive(context, by(EDITOR), "knit-club", "moved"),
        lambda: archiving.restore(context, by(EDITOR), "knit-club"),
        lambda: transitions.restore_revision(context, by(EDITOR), "knit-club", 1),
    ):
        deed()
        assert context.store.private_contact("knit-club") == SECRET != Contact()
