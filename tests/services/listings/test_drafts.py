"""Adding a listing: started with little, saved as one goes, sent for review when it is whole."""

from datetime import date

import pytest

from assetmap.domain.checks.check import Method
from assetmap.domain.listings.fields import fields_of
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Checked, Contact, Status
from assetmap.domain.people.people import PROGRAM, RESIDENT, NotAllowed, Person, organiser_of
from assetmap.services.context import Desk
from assetmap.services.listing_repository import revisions_of, whole
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
from tests.conftest import DeskMaker
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


def said(desk: Desk) -> list[tuple[str, str]]:
    entries = [audited.entry.happening for audited in desk.store.audited()]
    return [(entry.by, entry.what) for entry in entries]


@pytest.mark.parametrize("person", [VOLUNTEER, COORDINATOR, EDITOR, ADMIN, HUB_TEAM])
def test_draft_is_started_with_little_and_has_an_id_of_its_name(
    make_desk: DeskMaker, person: Person
) -> None:
    desk = make_desk()
    draft = start_draft(desk, by(person), LITTLE)
    assert draft.id.startswith("chat-and-chai-")
    assert whole(desk, draft.id).listing == draft
    assert (draft.status, draft.source) == (Status.DRAFT, LOCAL_SOURCE)
    assert (draft.name, draft.where.place, draft.public.phone) == tuple(LITTLE.values())
    assert said(desk) == [(person.id, "started a draft")]
    assert [revision.what for revision in revisions_of(desk, draft.id)] == ["started a draft"]


def test_two_drafts_of_one_name_are_two_listings(make_desk: DeskMaker) -> None:
    desk = make_desk()
    one, other = (start_draft(desk, by(VOLUNTEER), LITTLE) for _ in range(2))
    assert one.id != other.id


def test_draft_without_a_name_can_be_started(make_desk: DeskMaker) -> None:
    desk = make_desk()
    draft = start_draft(desk, by(VOLUNTEER), {})
    assert draft.id
    assert whole(desk, draft.id).listing.name == ""


@pytest.mark.parametrize("person", MAY_NOT)
def test_draft_is_started_by_those_only_who_may(make_desk: DeskMaker, person: Person) -> None:
    desk = make_desk()
    with pytest.raises(NotAllowed):
        start_draft(desk, by(person), LITTLE)
    assert list(desk.store.all()) == []


def test_draft_that_cannot_be_read_is_not_started(make_desk: DeskMaker) -> None:
    desk = make_desk()
    with pytest.raises(Unreadable):
        start_draft(desk, by(VOLUNTEER), {**LITTLE, "min_age": "old"})
    assert list(desk.store.all()) == []


def test_saving_keeps_the_fields_and_the_private_contact(make_desk: DeskMaker) -> None:
    desk = make_desk()
    draft = start_draft(desk, by(VOLUNTEER), {**LITTLE, "private_phone": "01632 960666"})
    saved = save_draft(desk, by(OTHER_VOLUNTEER), draft.id, {"cost": "Free"})
    assert saved == whole(desk, draft.id).listing
    assert (saved.cost.text, saved.private) == ("Free", Contact(phone="01632 960666"))
    assert said(desk)[-1] == ("victor", "saved a draft")


def test_saving_keeps_what_can_be_read_and_then_says_what_cannot(make_desk: DeskMaker) -> None:
    desk = make_desk()
    draft = start_draft(desk, by(VOLUNTEER), LITTLE)
    typed = {"cost": "Free", "min_age": "old", "categories": ("not/there",)}
    with pytest.raises(Unreadable) as refusal:
        save_draft(desk, by(VOLUNTEER), draft.id, typed)
    assert [gap.field for gap in refusal.value.gaps] == ["min_age", "categories"]
    kept = whole(desk, draft.id).listing
    assert (kept.cost.text, kept.min_age, kept.categories) == ("Free", None, ())


def test_saving_the_same_again_leaves_no_revision(make_desk: DeskMaker) -> None:
    desk = make_desk()
    draft = start_draft(desk, by(VOLUNTEER), LITTLE)
    save_draft(desk, by(VOLUNTEER), draft.id, LITTLE)
    assert len(revisions_of(desk, draft.id)) == len(said(desk)) == 1


@pytest.mark.parametrize("person", MAY_NOT)
def test_saving_is_for_those_who_may(make_desk: DeskMaker, person: Person) -> None:
    desk = make_desk()
    draft = a_draft(desk)
    before = whole(desk, draft)
    for deed in (
        lambda: save_draft(desk, by(person), draft, {"cost": "£9"}),
        lambda: submit(desk, by(person), draft),
        lambda: first_check(desk, by(person), draft, Method.PHONED),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert whole(desk, draft) == before


def test_hub_team_works_on_the_drafts_only_that_it_started(make_desk: DeskMaker) -> None:
    desk = make_desk()
    theirs, mine = a_draft(desk), a_draft(desk, HUB_TEAM)
    with pytest.raises(NotAllowed):
        save_draft(desk, by(HUB_TEAM), theirs, {"cost": "£9"})
    with pytest.raises(NotAllowed):
        submit(desk, by(HUB_TEAM), theirs)
    with pytest.raises(NotAllowed):
        first_check(desk, by(HUB_TEAM), theirs, Method.PHONED)
    save_draft(desk, by(HUB_TEAM), mine, {"cost": "£9"})
    assert submit(desk, by(HUB_TEAM), mine).status is Status.IN_REVIEW


def test_coordinator_types_no_private_contact(make_desk: DeskMaker) -> None:
    desk = make_desk()
    draft = start_draft(desk, by(COORDINATOR), LITTLE)
    with pytest.raises(NotAllowed):
        save_draft(desk, by(COORDINATOR), draft.id, {"private_phone": "1"})
    with pytest.raises(NotAllowed):
        start_draft(desk, by(COORDINATOR), {**LITTLE, "private_phone": "1"})


@pytest.mark.parametrize("status", Status)
def test_saving_and_checking_are_for_drafts(make_desk: DeskMaker, status: Status) -> None:
    desk = make_desk(a_whole_listing(status=status))
    if status in (Status.SUGGESTED, Status.DRAFT, Status.IN_REVIEW):
        assert save_draft(desk, by(VOLUNTEER), "knit-club", {"cost": "£9"}).cost.text == "£9"
        assert first_check(desk, by(VOLUNTEER), "knit-club", Method.VISITED).status is status
        return
    with pytest.raises(NotPossible, match="Propose a change"):
        save_draft(desk, by(VOLUNTEER), "knit-club", {"cost": "£9"})
    with pytest.raises(NotPossible):
        first_check(desk, by(VOLUNTEER), "knit-club", Method.VISITED)
    assert whole(desk, "knit-club").listing == a_whole_listing(status=status)
    assert desk.store.find(CHECKS) == []


def test_submit_names_every_gap_and_keeps_the_draft(make_desk: DeskMaker) -> None:
    desk = make_desk()
    typed = {name: value for name, value in WHOLE_RECORD.items() if name not in ("steward", "when")}
    draft = start_draft(desk, by(VOLUNTEER), typed)
    with pytest.raises(Incomplete) as refusal:
        submit(desk, by(VOLUNTEER), draft.id)
    assert [gap.field for gap in refusal.value.gaps] == ["when", "steward", "checked"]
    assert whole(desk, draft.id).listing == draft


def test_submit_sends_a_whole_draft_for_review_once(make_desk: DeskMaker) -> None:
    desk = make_desk()
    draft = a_draft(desk)
    before = fields_of(whole(desk, draft).listing)
    after = submit(desk, by(VOLUNTEER), draft)
    assert fields_of(after) == {**before, "status": "in-review"}
    assert said(desk)[-1] == ("vera", "sent for review")
    with pytest.raises(NotPossible):
        submit(desk, by(VOLUNTEER), draft)
    assert desk.memory.now().snapshot.ids == []  # nothing is public yet


def test_draft_that_was_sent_back_can_be_sent_again(make_desk: DeskMaker) -> None:
    desk = make_desk()
    draft = a_draft_in_review(desk)
    send_draft_back(desk, by(EDITOR), draft, "Say when.")
    assert submit(desk, by(VOLUNTEER), draft).status is Status.IN_REVIEW


def test_first_check_says_how_one_knows(make_desk: DeskMaker) -> None:
    desk = make_desk()
    draft = start_draft(desk, by(VOLUNTEER), LITTLE)
    checked = first_check(desk, by(VOLUNTEER), draft.id, Method.PHONED, " the treasurer ")
    assert checked.checked == Checked(date(2026, 3, 16), "Thurrock CVS", "spoke to the organiser")
    [check] = desk.store.find(CHECKS)
    assert (check.listing_id, check.by, check.method, check.spoke_to) == (
        *(draft.id, "vera", Method.PHONED, "the treasurer"),
    )
    assert said(desk)[-1] == ("vera", "checked")


@pytest.mark.parametrize("method", [Method.LOOKED, Method.REGISTER])
def test_first_look_at_a_website_is_kept_but_is_no_check(
    make_desk: DeskMaker, method: Method
) -> None:
    desk = make_desk()
    draft = start_draft(desk, by(VOLUNTEER), WHOLE_RECORD)
    assert first_check(desk, by(VOLUNTEER), draft.id, method).checked == Checked()
    assert [check.method for check in desk.store.find(CHECKS)] == [method]
    assert said(desk)[-1] == ("vera", "checked")
    with pytest.raises(Incomplete, match="Record the first check"):
        submit(desk, by(VOLUNTEER), draft.id)


def test_first_check_cannot_say_that_the_organiser_pressed_a_link(make_desk: DeskMaker) -> None:
    desk = make_desk()
    draft = start_draft(desk, by(VOLUNTEER), LITTLE)
    with pytest.raises(NotPossible, match="Only the organiser"):
        first_check(desk, by(VOLUNTEER), draft.id, Method.ORGANISER_LINK)
    assert desk.store.find(CHECKS) == []


def test_draft_that_is_not_there_is_not_found(make_desk: DeskMaker) -> None:
    desk = make_desk()
    for deed in (
        lambda: save_draft(desk, by(VOLUNTEER), "nobody", {}),
        lambda: submit(desk, by(VOLUNTEER), "nobody"),
        lambda: first_check(desk, by(VOLUNTEER), "nobody", Method.PHONED),
    ):
        with pytest.raises(NotFound):
            deed()


def test_program_may_start_drafts_for_the_command_line(make_desk: DeskMaker) -> None:
    assert start_draft(make_desk(), by(PROGRAM, "import"), LITTLE).status is Status.DRAFT
