"""A listing's history over HTTP: who did what, from what to what, and what stays hidden."""

import csv
import io
from dataclasses import replace

import pytest

from assetmap.domain.listings.listing import Contact, Precision, Where
from assetmap.domain.people.people import Role
from assetmap.services.listing_repository import load_for_update
from assetmap.services.listings.proposals import approve, propose
from assetmap.services.listings.transitions import publish
from assetmap.storage.tables import PEOPLE
from tests.conftest import ContextMaker
from tests.factories import TILBURY, a_listing
from tests.people import a_person
from tests.services.colleagues import a_draft_in_review, a_whole_listing, by
from tests.web.conftest import Client
from tests.web.inspection import words_of
from tests.web.listings.test_review import Office, office, send

__all__ = ["office"]

HISTORY = "/work/listings/knit-club/history"
HOME = Where(
    Precision.AREA, address="7 Secret Street", postcode="RM18 7TB", point=TILBURY, area_served="X"
)


def steps(client: Client, address: str = HISTORY) -> list[str]:
    return [words_of(each) for each in client.page(address).by_class("step__line")]


def approved(office: Office, *, typed: str = "", **values: str) -> None:
    proposal = propose(office.context, by(office.vera), "knit-club", values)
    approve(office.context, by(office.edna), proposal.id, typed=typed)


def test_history_shows_both_who_asked_and_who_approved(office: Office) -> None:
    approved(office, cost="£3")
    client = office.as_(office.vera)

    assert steps(client) == [
        "Edna approved a change: asked for by Vera",
        "Vera proposed a change",
        "The directory taken in",
    ]
    assert client.last is not None
    changed = [words_of(each) for each in client.last.by_class("change")]
    assert changed == ["Cost From £2 To £3"]


def test_history_of_a_new_listing_begins_with_its_draft(office: Office) -> None:
    draft = a_draft_in_review(office.context, office.vera)
    publish(office.context, by(office.edna), draft)

    assert steps(office.as_(office.vera), f"/work/listings/{draft}/history") == [
        "Edna published: asked for by Vera",
        "Vera sent for review",
        "Vera checked: phoned",
        "Vera started a draft",
    ]


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.COORDINATOR, Role.MANAGER])
def test_personal_values_are_hidden_from_all_but_editors(office: Office, role: Role) -> None:
    approved(office, phone="01632 960876", private_phone="01632 960888", cost="£3")
    person = a_person(office.context, role, id="reader")

    for address in (HISTORY, f"{HISTORY}/2", "/work/listings/knit-club"):
        told = office.as_(person).page(address).words
        assert "£3" in told
        for secret in ("960876", "960888", "960666", "960001"):
            assert secret not in told
    assert "hidden" in office.as_(person).page(HISTORY).words
    told = office.as_(office.edna).page(HISTORY).words
    assert "960876" in told
    assert "960888" in told


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.MANAGER])
def test_place_that_was_ever_kept_back_stays_hidden(make_context: ContextMaker, role: Role) -> None:
    """It was somebody's home once; today it meets in a hall."""
    office = Office(make_context(a_whole_listing(where=HOME)))
    hall = {"precision": "venue", "address": "1 Hall Road", "postcode": "RM17 6SL"}
    approved(office, typed="PUBLIC", **hall)
    person = a_person(office.context, role, id="reader")

    for address in (HISTORY, f"{HISTORY}/1", f"{HISTORY}/2"):
        told = office.as_(person).page(address).words
        assert "Secret Street" not in told
        assert "51.46" not in told
        assert "RM18 7TB" not in told
    assert "7 Secret Street" not in office.as_(office.edna).page(f"{HISTORY}/2").words


def test_those_who_may_not_see_the_audit_are_refused(office: Office) -> None:
    client = office.as_(a_person(office.context, Role.BROKER))
    assert client.get(HISTORY).status_code == 403
    assert client.get(f"{HISTORY}/1").status_code == 403
    assert "Waiting" not in client.page("/work/listings/knit-club").words


def test_revision_is_compared_with_the_one_before_and_with_today(office: Office) -> None:
    approved(office, cost="£3")
    approved(office, cost="£4")

    page = office.as_(office.edna).page(f"{HISTORY}/2")

    assert [words_of(each) for each in page.by_class("change")] == [
        "Cost Was £2 Became £3",
        "Cost In this revision £3 Today £4",
    ]


def test_editor_restores_a_revision(office: Office) -> None:
    approved(office, cost="£3", private_phone="01632 960888")
    client = office.as_(office.edna)
    assert send(office.as_(office.vera), f"{HISTORY}/1/restore").status_code == 403

    answer = send(client, f"{HISTORY}/1/restore")

    assert (answer.status_code, answer.location) == (303, "/work/listings/knit-club")
    listing = load_for_update(office.context, "knit-club").listing
    assert listing.cost.text == "£2"
    assert listing.private == Contact("01632 960888", "home@example.org", "", "Maureen at home")
    assert "£2" in office.public.page("/listing/knit-club").words
    assert steps(client)[0] == "Edna restored a revision: number 1"


def test_draft_that_was_never_approved_cannot_come_back(office: Office) -> None:
    draft = a_draft_in_review(office.context, office.vera)
    publish(office.context, by(office.edna), draft)
    proposal = propose(office.context, by(office.vera), draft, {"cost": "£7"})
    approve(office.context, by(office.edna), proposal.id)
    client = office.as_(office.edna)
    address = f"/work/listings/{draft}/history/1"
    assert "nobody approved it" in client.page(address).words

    assert send(client, f"{address}/restore").status_code == 409
    assert load_for_update(office.context, draft).listing.cost.text == "£7"


@pytest.mark.parametrize("number", [0, 99])
def test_revision_that_is_not_there_is_not_found(office: Office, number: int) -> None:
    approved(office, cost="£3")
    client = office.as_(office.edna)
    assert client.get(f"{HISTORY}/{number}").status_code == 404
    assert send(client, f"{HISTORY}/{number}/restore").status_code in (404, 409)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_audit_is_downloaded_with_from_and_to(office: Office) -> None:
    approved(office, cost="=1+1", phone="01632 960876")
    ada = a_person(office.context, Role.ADMIN)

    answer = office.as_(ada).get("/work/listings/knit-club/audit.csv")

    assert answer.mimetype == "text/csv"
    told = [(r["by"], r["what"], r["field"], r["before"], r["after"]) for r in rows(answer.text)]
    assert told == [
        ("program", "taken in", "", "", ""),
        ("vera", "proposed a change", "", "", ""),
        ("edna", "approved a change", "cost", "£2", "'=1+1"),
        ("edna", "approved a change", "phone", "01632 960001", "01632 960876"),
    ]


def test_managers_audit_hides_what_is_personal_and_a_volunteer_gets_none(office: Office) -> None:
    approved(office, cost="£3", phone="01632 960876")
    manager = a_person(office.context, Role.MANAGER)
    answer = office.as_(manager).get("/work/listings/knit-club/audit.csv")
    assert "hidden" in answer.text
    assert "960876" not in answer.text
    refused = office.as_(office.vera).get("/work/listings/knit-club/audit.csv")
    assert refused.status_code == 403


def test_somebody_who_has_left_is_not_named(make_context: ContextMaker) -> None:
    office = Office(make_context(a_listing()))
    approved(office, cost="£3")
    with office.context.store.transaction() as uow:
        uow.save(PEOPLE, replace(office.vera, name="", email="gone", active=False))
    assert steps(office.as_(office.edna))[1] == "Somebody who has left proposed a change"
