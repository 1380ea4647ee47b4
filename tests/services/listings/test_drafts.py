"""Adding a listing: started with little, saved as one goes, sent for review when it is whole."""

from datetime import date

import pytest

from assetmap.domain.checks.check import Method
from assetmap.domain.listings.fields import fields_of
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Checked, Contact, Status
from assetmap.domain.people.people import PROGRAM, RESIDENT, NotAllowed, Person, organiser_of
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update, revisions_of
from assetmap.services.listings.drafts import (
    LOCAL_SOURCE,
    first_check,
    save_draft,
    start_draft,
    submit,
)
from assetmap.services.listings.edits import Incomplete, Unreadable
from assetmap.services.listings.transitions import send_draft_back
from assetmap.storage.store import NotFound
from assetmap.storage.tables import CHECKS
from tests.conftest import ContextMaker
from tests.services.colleagues import (
    ADMIN,
    BROKER,
    COORDINATOR,
    EDITOR,
    HUB_TEAM,
    LEAVER,
    MANAGER,
    OTHER_VOLUNTEER,
    VOLUNTEER,
    WHOLE_RECORD,
    a_draft,
    a_draft_in_review,
    a_whole_listing,
    by,
)

LITTLE = {"name": "Chat and Chai", "place": "Tilbury", "phone": "01632 960003"}
MAY_NOT = [RESIDENT, BROKER, MANAGER, LEAVER, organiser_of(("knit-club",))]


def said(context: Context) -> list[tuple[str, str]]:
    entries = [audited.entry.happening for audited in context.store.audited()]
    return [(entry.by, entry.what) for entry in entries]


@pytest.mark.parametrize("person", [VOLUNTEER, COORDINATOR, EDITOR, ADMIN, HUB_TEAM])
def test_draft_is_started_with_little_and_has_an_id_of_its_name(
    make_context: ContextMaker, person: Person
) -> None:
    context = make_context()
    draft = start_draft(context, by(person), LITTLE)
    assert draft.id.startswith("chat-and-chai-")
    assert load_for_update(context, draft.id).listing == draft
    assert (draft.status, draft.source) == (Status.DRAFT, LOCAL_SOURCE)
    assert (draft.name, draft.where.place, draft.public.phone) == tuple(LITTLE.values())
    assert said(context) == [(person.id, "started a draft")]
    assert [revision.what for revision in revisions_of(context, draft.id)] == ["started a draft"]


def test_two_drafts_of_one_name_are_two_listings(make_context: ContextMaker) -> None:
    context = make_context()
    one, other = (start_draft(context, by(VOLUNTEER), LITTLE) for _ in range(2))
    assert one.id != other.id


def test_draft_without_a_name_can_be_started(make_context: ContextMaker) -> None:
    context = make_context()
    draft = start_draft(context, by(VOLUNTEER), {})
    assert draft.id
    assert load_for_update(context, draft.id).listing.name == ""


@pytest.mark.parametrize("person", MAY_NOT)
def test_draft_is_started_by_those_only_who_may(make_context: ContextMaker, person: Person) -> None:
    context = make_context()
    with pytest.raises(NotAllowed):
        start_draft(context, by(person), LITTLE)
    assert list(context.store.all()) == []


def test_draft_that_cannot_be_read_is_not_started(make_context: ContextMaker) -> None:
    context = make_context()
    with pytest.raises(Unreadable):
        start_draft(context, by(VOLUNTEER), {**LITTLE, "min_age": "old"})
    assert list(context.store.all()) == []


def test_saving_keeps_the_fields_and_the_private_contact(make_context: ContextMaker) -> None:
    context = make_context()
    draft = start_draft(context, by(VOLUNTEER), {**LITTLE, "private_phone": "01632 960666"})
    saved = save_draft(context, by(OTHER_VOLUNTEER), draft.id, {"cost": "Free"})
    assert saved == load_for_update(context, draft.id).listing
    assert (saved.cost.text, saved.private) == ("Free", Contact(phone="01632 960666"))
    assert said(context)[-1] == ("victor", "saved a draft")


def test_saving_keeps_what_can_be_read_and_then_says_what_cannot(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    draft = start_draft(context, by(VOLUNTEER), LITTLE)
    typed = {"cost": "Free", "min_age": "old", "categories": ("not/there",)}
    with pytest.raises(Unreadable) as refusal:
        save_draft(context, by(VOLUNTEER), draft.id, typed)
    assert [gap.field for gap in refusal.value.gaps] == ["min_age", "categories"]
    kept = load_for_update(context, draft.id).listing
    assert (kept.cost.text, kept.min_age, kept.categories) == ("Free", None, ())


def test_saving_the_same_again_leaves_no_revision(make_context: ContextMaker) -> None:
    context = make_context()
    draft = start_draft(context, by(VOLUNTEER), LITTLE)
    save_draft(context, by(VOLUNTEER), draft.id, LITTLE)
    assert len(revisions_of(context, draft.id)) == len(said(context)) == 1


@pytest.mark.parametrize("person", MAY_NOT)
def test_saving_is_for_those_who_may(make_context: ContextMaker, person: Person) -> None:
    context = make_context()
    draft = a_draft(context)
    before = load_for_update(context, draft)
    for deed in (
        lambda: save_draft(context, by(person), draft, {"cost": "£9"}),
        lambda: submit(context, by(person), draft),
        lambda: first_check(context, by(person), draft, Method.PHONED),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert load_for_update(context, draft) == before


def test_hub_team_works_on_the_drafts_only_that_it_started(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    theirs, mine = a_draft(context), a_draft(context, HUB_TEAM)
    with pytest.raises(NotAllowed):
        save_draft(context, by(HUB_TEAM), theirs, {"cost": "£9"})
    with pytest.raises(NotAllowed):
        submit(context, by(HUB_TEAM), theirs)
    with pytest.raises(NotAllowed):
        first_check(context, by(HUB_TEAM), theirs, Method.PHONED)
    save_draft(context, by(HUB_TEAM), mine, {"cost": "£9"})
    with pytest.raises(NotPossible, match="Give your hub as the venue"):
        submit(context, by(HUB_TEAM), mine)
    hub = load_for_update(context, "knit-club").listing.where
    save_draft(context, by(HUB_TEAM), mine, {"venue": hub.venue, "postcode": hub.postcode})
    assert submit(context, by(HUB_TEAM), mine).status is Status.IN_REVIEW


def test_coordinator_types_no_private_contact(make_context: ContextMaker) -> None:
    context = make_context()
    draft = start_draft(context, by(COORDINATOR), LITTLE)
    with pytest.raises(NotAllowed):
        save_draft(context, by(COORDINATOR), draft.id, {"private_phone": "1"})
    with pytest.raises(NotAllowed):
        start_draft(context, by(COORDINATOR), {**LITTLE, "private_phone": "1"})


@pytest.mark.parametrize("status", Status)
def test_saving_and_checking_are_for_drafts(make_context: ContextMaker, status: Status) -> None:
    context = make_context(a_whole_listing(status=status))
    if status in (Status.SUGGESTED, Status.DRAFT, Status.IN_REVIEW):
        assert save_draft(context, by(VOLUNTEER), "knit-club", {"cost": "£9"}).cost.text == "£9"
        assert first_check(context, by(VOLUNTEER), "knit-club", Method.VISITED).status is status
        return
    with pytest.raises(NotPossible, match="Propose a change"):
        save_draft(context, by(VOLUNTEER), "knit-club", {"cost": "£9"})
    with pytest.raises(NotPossible):
        first_check(context, by(VOLUNTEER), "knit-club", Method.VISITED)
    assert load_for_update(context, "knit-club").listing == a_whole_listing(status=status)
    assert context.store.find(CHECKS) == []


def test_submit_names_every_gap_and_keeps_the_draft(make_context: ContextMaker) -> None:
    context = make_context()
    typed = {name: value for name, value in WHOLE_RECORD.items() if name not in ("steward", "when")}
    draft = start_draft(context, by(VOLUNTEER), typed)
    with pytest.raises(Incomplete) as refusal:
        submit(context, by(VOLUNTEER), draft.id)
    assert [gap.field for gap in refusal.value.gaps] == ["when", "steward", "checked"]
    assert load_for_update(context, draft.id).listing == draft


def test_submit_sends_a_whole_draft_for_review_once(make_context: ContextMaker) -> None:
    context = make_context()
    draft = a_draft(context)
    before = fields_of(load_for_update(context, draft).listing)
    after = submit(context, by(VOLUNTEER), draft)
    assert fields_of(after) == {**before, "status": "in-review"}
    assert said(context)[-1] == ("vera", "sent for review")
    with pytest.raises(NotPossible):
        submit(context, by(VOLUNTEER), draft)
    assert context.directory_cache.current().snapshot.ids == []  # nothing is public yet


def test_draft_that_was_sent_back_can_be_sent_again(make_context: ContextMaker) -> None:
    context = make_context()
    draft = a_draft_in_review(context)
    send_draft_back(context, by(EDITOR), draft, "Say when.")
    assert submit(context, by(VOLUNTEER), draft).status is Status.IN_REVIEW


def test_first_check_says_how_one_knows(make_context: ContextMaker) -> None:
    context = make_context()
    draft = start_draft(context, by(VOLUNTEER), LITTLE)
    checked = first_check(context, by(VOLUNTEER), draft.id, Method.PHONED, " the treasurer ")
    assert checked.checked == Checked(date(2026, 3, 16), "Thurrock CVS", "spoke to the organiser")
    [check] = context.store.find(CHECKS)
    assert (check.listing_id, check.by, check.method, check.spoke_to) == (
        *(draft.id, "vera", Method.PHONED, "the treasurer"),
    )
    assert said(context)[-1] == ("vera", "checked")


@pytest.mark.parametrize("method", [Method.LOOKED, Method.REGISTER])
def test_first_look_at_a_website_is_kept_but_is_no_check(
    make_context: ContextMaker, method: Method
) -> None:
    context = make_context()
    draft = start_draft(context, by(VOLUNTEER), WHOLE_RECORD)
    assert first_check(context, by(VOLUNTEER), draft.id, method).checked == Checked()
    assert [check.method for check in context.store.find(CHECKS)] == [method]
    assert said(context)[-1] == ("vera", "checked")
    with pytest.raises(Incomplete, match="Record the first check"):
        submit(context, by(VOLUNTEER), draft.id)


def test_first_check_cannot_say_that_the_organiser_pressed_a_link(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    draft = start_draft(context, by(VOLUNTEER), LITTLE)
    with pytest.raises(NotPossible, match="Only the organiser"):
        first_check(context, by(VOLUNTEER), draft.id, Method.ORGANISER_LINK)
    assert context.store.find(CHECKS) == []


def test_draft_that_is_not_there_is_not_found(make_context: ContextMaker) -> None:
    context = make_context()
    for deed in (
        lambda: save_draft(context, by(VOLUNTEER), "nobody", {}),
        lambda: submit(context, by(VOLUNTEER), "nobody"),
        lambda: first_check(context, by(VOLUNTEER), "nobody", Method.PHONED),
    ):
        with pytest.raises(NotFound):
            deed()


def test_program_may_start_drafts_for_the_command_line(make_context: ContextMaker) -> None:
    assert start_draft(make_context(), by(PROGRAM, "import"), LITTLE).status is Status.DRAFT
