"""The staff's pages of listings: the list, one listing, its notes, reports and life."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.checks.report import ReportState, Trouble
from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.domain.listings.listing import Listing, Precision, Status, Where
from assetmap.domain.people.people import RESIDENT, Role
from assetmap.services.checks.reports import report_problem
from assetmap.services.listing_repository import load_for_update
from assetmap.services.listings.proposals import propose, waiting
from assetmap.storage.tables import REPORTS, STAFF_NOTES
from tests.conftest import ContextMaker
from tests.factories import TILBURY, a_listing
from tests.people import a_person
from tests.services.colleagues import a_draft, a_whole_listing, by
from tests.web.conftest import Client
from tests.web.inspection import words_of
from tests.web.listings.test_review import Office, office, send

__all__ = ["office"]


def names(client: Client, address: str) -> list[str]:
    page = client.page(address)
    return [words_of(each.find("h2")) for each in page.by_class("listings__one")]


@pytest.fixture
def several(make_context: ContextMaker) -> Office:
    old = replace(a_listing().checked, on=date(2025, 1, 1))
    home = Where(Precision.AREA, address="7 Secret Street", place="Hidden", area_served="Grays")
    return Office(
        make_context(
            a_listing("a", name="Aqua Club", steward="Hub volunteers"),
            a_listing("b", name="Ballet", also_known_as=("Dance Club",), checked=old),
            a_listing("c", name="Chess", status=Status.DRAFT),
            a_listing("d", name="Darts Club", status=Status.ARCHIVED, where=home),
        )
    )


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("", ["Aqua Club", "Ballet", "Chess", "Darts Club"]),
        ("q=club", ["Aqua Club", "Ballet", "Darts Club"]),
        ("q=c", ["Aqua Club", "Ballet", "Chess", "Darts Club"]),
        ("q=c&status=draft", ["Chess"]),
        ("status=published", ["Aqua Club", "Ballet"]),
        ("freshness=lapsed", ["Ballet"]),
        ("freshness=fresh", ["Aqua Club"]),
        ("steward=Hub+volunteers", ["Aqua Club"]),
        ("place=grays", ["Darts Club"]),
        ("place=secret", []),
        (
            "status=nonsense&freshness=nonsense&page=x",
            ["Aqua Club", "Ballet", "Chess", "Darts Club"],
        ),
    ],
)
def test_list_finds_listings_in_any_status(
    several: Office, question: str, expected: list[str]
) -> None:
    assert names(several.as_(several.vera), f"/work/listings?{question}") == expected


def test_list_is_paged_at_fifty(make_context: ContextMaker) -> None:
    office = Office(make_context(*(a_listing(f"x{n:03}", name=f"Club {n:03}") for n in range(101))))
    client = office.as_(office.vera)
    assert len(names(client, "/work/listings?q=club")) == 50
    assert names(client, "/work/listings?q=club&page=3") == ["Club 100"]
    assert client.last is not None
    previous = next(each for each in client.last.all("a") if each.get("rel") == "prev")
    assert previous.get("href") == "/work/listings?q=club&page=2"


def test_list_of_a_hub_team_holds_their_own_alone(several: Office) -> None:
    hugh = a_person(several.context, Role.HUB_TEAM, own=("b",))
    client = several.as_(hugh)
    assert names(client, "/work/listings") == ["Ballet"]
    assert client.get("/work/listings/b").status_code == 200
    assert client.get("/work/listings/a").status_code == 403


def test_page_shows_what_staff_know(office: Office) -> None:
    seen = Evidence(Proof.INSURANCE, date(2025, 5, 4), date(2026, 4, 1))
    with office.context.store.transaction() as uow:
        uow.save_listing(a_whole_listing(evidence=(seen,)))
    report_problem(
        office.context, by(RESIDENT), "knit-club", Trouble.CLOSED, "Shut.", "me@example.org"
    )
    office.new_time()

    page = office.as_(office.edna).page("/work/listings/knit-club")

    assert page.h1 == "Knit Club"
    for words in (
        "Published Check due Due 16 March 2026",
        "It has closed Shut. To answer them: me@example.org A resident, 16 March 2026, 09:00.",
        "Change Days and times They have moved. Vera, 16 March 2026, 09:00",
        "Insurance certificate seen 4 May 2025Holds until 1 April 2026",
    ):
        assert words in page.words


def test_page_never_shows_private_contact_or_who_told_us_to_those_who_may_not(
    office: Office,
) -> None:
    report_problem(
        office.context, by(RESIDENT), "knit-club", Trouble.CLOSED, "Shut.", "me@example.org"
    )
    for role in (Role.VOLUNTEER, Role.MANAGER, Role.COORDINATOR, Role.BROKER):
        person = a_person(office.context, role, id=f"one-{role}")
        page = office.as_(person).page("/work/listings/knit-club")
        assert "960666" not in page.words
        assert "home@example.org" not in page.words
        assert "me@example.org" not in page.words


def buttons(office: Office, role: Role, listing_id: str = "knit-club") -> set[str]:
    person = a_person(office.context, role, id=f"one-{role}")
    page = office.as_(person).page(f"/work/listings/{listing_id}")
    (ways,) = page.by_class("ways")
    return {words_of(each) for each in ways}


def test_page_offers_what_the_person_may_do(office: Office) -> None:
    assert buttons(office, Role.EDITOR) == {
        *("Record a check", "Change it", "Ask the organiser", "Proof seen", "Merge", "Archive"),
        "Cancel or move a date",
    }
    assert buttons(office, Role.VOLUNTEER) == {
        *("Record a check", "Change it", "Ask the organiser", "Merge", "Archive"),
        "Cancel or move a date",
    }
    assert buttons(office, Role.MANAGER) == set()
    assert buttons(office, Role.BROKER) == set()


def test_note_is_kept_and_shown_to_staff_alone(office: Office) -> None:
    client = office.as_(office.vera)

    answer = send(client, "/work/listings/knit-club/notes", note=" Use the side door. ")

    assert (answer.status_code, answer.location) == (303, "/work/listings/knit-club#notes")
    page = client.page("/work/listings/knit-club")
    assert "Use the side door. Vera, 16 March 2026, 09:00" in page.words
    assert "side door" not in office.public.page("/listing/knit-club").words
    assert office.happened("wrote a staff note") == [("vera", "wrote a staff note")]


@pytest.mark.parametrize(
    ("note", "told"), [("  ", "Write the note."), ("x" * 301, "Make the note 300 characters")]
)
def test_bad_note_is_told_beside_the_field_and_kept(office: Office, note: str, told: str) -> None:
    client = office.as_(office.vera)

    answer = send(client, "/work/listings/knit-club/notes", note=note)

    assert answer.status_code == 422
    assert client.last is not None
    assert told in words_of(client.last.by_id("note-error"))
    assert (client.last.by_id("note").text or "").strip() == note.strip()
    assert office.context.store.count(STAFF_NOTES) == 0


def test_manager_reads_notes_and_cannot_write_one(office: Office) -> None:
    send(office.as_(office.vera), "/work/listings/knit-club/notes", note="Use the side door.")
    client = office.as_(a_person(office.context, Role.MANAGER))
    page = client.page("/work/listings/knit-club")
    assert "Use the side door." in page.words
    assert [each.get("name") for each in page.all("textarea")] == []
    assert send(client, "/work/listings/knit-club/notes", note="x").status_code == 403


@pytest.mark.parametrize(
    ("was", "state"), [("right", ReportState.RIGHT), ("unfounded", ReportState.UNFOUNDED)]
)
def test_report_is_settled_once(office: Office, was: str, state: ReportState) -> None:
    report = report_problem(office.context, by(RESIDENT), "knit-club", Trouble.CLOSED)
    client = office.as_(office.vera)
    address = f"/work/listings/knit-club/reports/{report.id}"

    assert send(client, address, was=was).status_code == 303
    assert send(client, address, was=was).status_code == 409
    assert office.context.store.get(REPORTS, report.id).state is state


def test_editor_archives_at_once(office: Office) -> None:
    client = office.as_(office.edna)
    assert send(client, "/work/listings/knit-club/archive", because="").status_code == 422
    assert send(client, "/work/listings/knit-club/archive", because="merged").status_code == 422
    answer = send(client, "/work/listings/knit-club/archive", because="closed")

    assert answer.status_code == 303
    assert office.public.get("/listing/knit-club").status_code == 410
    assert send(client, "/work/listings/knit-club/archive", because="closed").status_code == 409


def test_volunteer_asks_for_a_listing_to_be_archived(office: Office) -> None:
    client = office.as_(office.vera)
    address = "/work/listings/knit-club/archive"
    answer = send(client, address, because="closed", note="Nobody there.")

    assert answer.status_code == 303
    assert office.public.get("/listing/knit-club").status_code == 200
    assert [(x.by, x.archive_because, x.note) for x in waiting(office.context)] == [
        ("vera", "closed", "Nobody there.")
    ]


def test_archived_listing_is_restored_as_a_draft_by_an_editor_alone(
    make_context: ContextMaker,
) -> None:
    office = Office(make_context(a_listing(status=Status.ARCHIVED, archived_because="closed")))
    address = "/work/listings/knit-club/restore"
    assert send(office.as_(office.vera), address).status_code == 403
    assert send(office.as_(office.edna), address).status_code == 303
    assert send(office.as_(office.edna), address).status_code == 409
    listing = load_for_update(office.context, "knit-club").listing
    assert (listing.status, listing.archived_because) == (Status.DRAFT, "")


def test_draft_is_gone_on_with_from_its_page(office: Office) -> None:
    draft = a_draft(office.context, office.vera)
    page = office.as_(office.vera).page(f"/work/listings/{draft}")
    assert page.links()["Continue with the draft"] == f"/work/drafts/{draft}"


def test_public_page_is_the_same_for_staff_and_leads_them_here(office: Office) -> None:
    answers = [
        client.get("/listing/knit-club").get_data()
        for client in (office.public, office.as_(office.edna))
    ]
    assert answers[0] == answers[1]
    page = office.public.page("/listing/knit-club")
    assert page.links()["For staff: work on this listing"] == "/work/listings/knit-club"


def test_hostile_texts_are_shown_as_text(make_context: ContextMaker) -> None:
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
    listing: Listing = a_listing(name=hostile, summary=hostile, steward=hostile)
    office = Office(make_context(listing, a_listing("other", where=Where(point=TILBURY))))
    client = office.as_(office.vera)
    send(client, "/work/listings/knit-club/notes", note=hostile)
    propose(office.context, by(office.vera), "knit-club", {"cost": hostile}, hostile)

    for address in ("/work/listings", "/work/listings/knit-club"):
        page = client.page(address)
        assert page.all("img") == []
        assert hostile in page.words


def test_nothing_is_shown_of_a_listing_that_is_not_there(office: Office) -> None:
    client = office.as_(office.vera)
    assert client.get("/work/listings/none").status_code == 404
    assert send(client, "/work/listings/none/notes", note="x").status_code == 404
