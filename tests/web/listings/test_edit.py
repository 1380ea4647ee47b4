from dataclasses import dataclass, replace
from datetime import date

import pytest

from assetmap.domain.checks.check import Outcome
from assetmap.domain.listings.listing import Contact, Listing, Precision, Status, Where
from assetmap.domain.listings.proposal import FieldChange
from assetmap.domain.people.people import Role
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.services.checks.checks import checks_of
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update
from assetmap.services.listings.proposals import approve, waiting
from tests.conftest import ContextMaker
from tests.factories import TILBURY, a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.adding_forms import fields_of_form, problems_on, send
from tests.web.conftest import Client, client_of
from tests.web.inspection import Page, name_of, words_of

AT = "/work/listings/knit-club/change"
WHOLE = f"{AT}?part=all"
FULL = a_listing(
    also_known_as=("Wool Club", "Knit; Natter"),
    categories=("wellbeing/dementia", "create/crafts", "meet"),
    audience=("men", "older"),
    access=("toilet", "step-free"),
    languages=("Polish", "English"),
    min_age=18,
    max_age=99,
    description="Two.\n\nParts <b>.",
    schedule=parse_schedule(
        ["2026-04-18 10:00-12:00", "Fri 18:00-01:00", "1st Tue 10:00-12:00", "Ring first"],
        "Term time",
        [date(2026, 12, 25)],
    ),
    join="ring-first",
    join_note="Ask for Jo",
    first_visit="Tea.",
    getting_there="Bus 73",
    public=Contact("01632 960001", "a@example.org", "https://example.org/a", "Jo"),
    private=Contact("01632 960555", "private@example.org", "", "Mrs Private"),
    steward="Hub",
    consent="Jo, by phone",
    notice="No wool today",
)


@dataclass
class Changing:
    """Somebody who changes a published listing."""

    context: Context
    client: Client

    @property
    def listing(self) -> Listing:
        """The listing as it is kept."""
        return load_for_update(self.context, "knit-club").listing


def someone(make_context: ContextMaker, role: Role, listing: Listing = FULL) -> Changing:
    context = make_context(listing)
    return Changing(context, sign_in(client_of(context), context, a_person(context, role)))


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.COORDINATOR, Role.EDITOR])
def test_a_form_that_is_only_sent_back_changes_nothing(
    make_context: ContextMaker, role: Role
) -> None:
    at = someone(make_context, role)
    assert send(at.client, WHOLE, AT).status_code == 422
    assert at.client.last is not None
    assert problems_on(at.client.last) == ["Nothing was changed."]
    assert waiting(at.context) == []


def test_only_what_differs_is_proposed_and_the_public_page_stays(
    make_context: ContextMaker,
) -> None:
    at = someone(make_context, Role.VOLUNTEER)
    before = at.listing
    answer = send(at.client, WHOLE, AT, cost="£3", name="Knit & Natter", note="They told me.")
    assert (answer.status_code, answer.location) == (303, AT.removesuffix("/change"))
    (proposal,) = waiting(at.context)
    assert proposal.changes == (
        FieldChange("name", "Knit Club", "Knit & Natter"),
        FieldChange("cost", "£2", "£3"),
    )
    assert (proposal.by, proposal.note) == ("p-volunteer", "They told me.")
    assert at.listing == before
    page = at.client.page(AT)
    assert "A change is waiting for an editor. Asked on 16 March 2026: Name, Cost." in page.words
    assert "Look at it" not in page.words

    editor = a_person(at.context, Role.EDITOR)
    approve(at.context, Actor(editor), proposal.id)
    assert (at.listing.name, at.listing.cost.text) == ("Knit & Natter", "£3")


def asked_for_a_change(at: Changing) -> str:
    """Where a change of the name that somebody asks for is taken back."""
    send(at.client, WHOLE, AT, name="Knit & Natter")
    (proposal,) = waiting(at.context)
    return f"{AT}/withdraw/{proposal.id}"


def test_ones_own_change_can_be_taken_back(make_context: ContextMaker) -> None:
    at = someone(make_context, Role.VOLUNTEER)
    address = asked_for_a_change(at)
    assert "Withdraw it" in at.client.page(AT).words
    answer = send(at.client, AT, address)
    assert (answer.status_code, answer.location) == (303, AT)
    assert waiting(at.context) == []
    page = at.client.page(AT)
    assert "Your change is taken back." in page.words
    assert "A change is waiting for an editor." not in page.words


def test_a_change_of_somebody_else_cannot_be_taken_back(make_context: ContextMaker) -> None:
    at = someone(make_context, Role.VOLUNTEER)
    address = asked_for_a_change(at)
    asked = waiting(at.context)
    other = sign_in(client_of(at.context), at.context, a_person(at.context, Role.COORDINATOR))
    assert "Withdraw it" not in other.page(AT).words
    assert other.post(address, data={"csrf_token": csrf_token(other)}).status_code == 403
    assert waiting(at.context) == asked


def test_a_change_is_taken_back_only_at_its_own_listing(make_context: ContextMaker) -> None:
    at = someone(make_context, Role.VOLUNTEER)
    asked_for_a_change(at)
    asked = waiting(at.context)
    token = {"csrf_token": csrf_token(at.client)}
    elsewhere = f"/work/listings/another/change/withdraw/{asked[0].id}"
    assert at.client.post(elsewhere, data=token).status_code == 404
    assert at.client.post(f"{AT}/withdraw/none", data=token).status_code == 404
    assert waiting(at.context) == asked


def test_a_change_that_is_decided_cannot_be_taken_back(make_context: ContextMaker) -> None:
    at = someone(make_context, Role.VOLUNTEER)
    address = asked_for_a_change(at)
    typed = fields_of_form(at.client.page(AT), address)
    approve(at.context, Actor(a_person(at.context, Role.EDITOR)), waiting(at.context)[0].id)
    assert at.client.post(address, data=typed).status_code == 303
    page = at.client.page(AT)
    assert "An editor has decided on it already, so it cannot be taken back." in page.words
    assert at.listing.name == "Knit & Natter"


def test_one_part_can_be_changed_by_itself(make_context: ContextMaker) -> None:
    at = someone(make_context, Role.VOLUNTEER)
    address = f"{AT}?part=when"
    typed = fields_of_form(at.client.page(address), address)
    assert "name" not in typed
    days = ["fri", "tue", "wed", ""]
    times = {"when__from": ["18:00", "10:00", "2pm", ""], "when__to": ["01:00", "12:00", "4pm", ""]}
    send(at.client, address, address, when__day=days, when__week=["", "1", "", ""], **times)
    (proposal,) = waiting(at.context)
    (change,) = proposal.changes
    assert change.field == "when"
    assert set(change.after) - set(change.before) == {"Wed 14:00-16:00"}


def test_the_private_contact_is_on_a_page_of_its_own_that_is_written_down(
    make_context: ContextMaker,
) -> None:
    at = someone(make_context, Role.VOLUNTEER)
    assert "960555" not in at.client.get(AT).text
    private = f"{AT}?part=private"
    assert fields_of_form(at.client.page(private), private)["private_phone"] == "01632 960555"
    what = [
        each.entry.happening.what for each in at.context.store.audited(subject="listing:knit-club")
    ]
    assert what == ["looked at private contact"]
    send(at.client, private, private, private_phone="01632 960556")
    (proposal,) = waiting(at.context)
    assert proposal.changes == ()
    assert proposal.private_changes == (
        FieldChange("private_phone", "01632 960555", "01632 960556"),
    )


def test_who_may_not_see_private_contact_can_neither_see_nor_change_it(
    make_context: ContextMaker,
) -> None:
    at = someone(make_context, Role.COORDINATOR)
    assert at.client.get(f"{AT}?part=private").status_code == 403
    data = {"csrf_token": csrf_token(at.client), "private_phone": "1", "private_name": "X"}
    assert at.client.post(f"{AT}?part=private", data=data).status_code == 403
    assert at.client.post(AT, data=data).status_code == 422
    assert waiting(at.context) == []


def test_an_error_keeps_everything_that_was_typed(make_context: ContextMaker) -> None:
    at = someone(make_context, Role.VOLUNTEER)
    typed = fields_of_form(at.client.page(WHOLE), AT)
    changed = {"name": "New </title>", "email": "not one", "cost": "£9", "note": "Why & how"}
    for name, value in changed.items():
        typed[name] = value
    assert at.client.post(AT, data=typed).status_code == 422
    assert at.client.last is not None
    assert problems_on(at.client.last) == ["Enter an email address, such as name@example.org."]
    shown = fields_of_form(at.client.last, AT).to_dict(flat=False)
    assert {**shown, "csrf_token": []} == {**typed.to_dict(flat=False), "csrf_token": []}
    assert waiting(at.context) == []


def test_what_a_listing_must_have_cannot_be_taken_away(make_context: ContextMaker) -> None:
    at = someone(make_context, Role.VOLUNTEER)
    assert send(at.client, WHOLE, AT, steward="", cost="").status_code == 422
    assert at.client.last is not None
    assert problems_on(at.client.last) == [
        "Enter the cost. If it is free, say “Free”.",
        "Say who will check it.",
    ]


def test_someones_home_is_proposed_as_only_the_area(make_context: ContextMaker) -> None:
    at = someone(make_context, Role.VOLUNTEER)
    send(at.client, WHOLE, AT, home="yes", area_served="Grays")
    (proposal,) = waiting(at.context)
    assert {change.field: change.after for change in proposal.changes} == {
        "precision": Precision.AREA,
        "area_served": "Grays",
    }


def test_a_notice_and_closed_days_show_at_once(make_context: ContextMaker) -> None:
    at = someone(make_context, Role.VOLUNTEER)
    live = f"{AT}/live"
    answer = send(at.client, WHOLE, live, notice="Full this week", closed_dates="3 April 2026")
    assert (answer.status_code, answer.location) == (303, AT)
    assert at.listing.notice == "Full this week"
    assert at.listing.schedule.closed == {date(2026, 4, 3)}
    assert "Full this week" in at.client.page("/listing/knit-club").words
    assert waiting(at.context) == []


def test_closed_days_that_cannot_be_read_change_nothing(make_context: ContextMaker) -> None:
    at = someone(make_context, Role.VOLUNTEER)
    before = at.listing
    assert (
        send(at.client, WHOLE, f"{AT}/live", closed_dates="Easter", notice="N").status_code == 422
    )
    assert at.client.last is not None
    assert fields_of_form(at.client.last, f"{AT}/live")["closed_dates"] == "Easter"
    assert at.listing == before


def test_a_coordinator_proposes_a_notice_and_has_no_button_for_at_once(
    make_context: ContextMaker,
) -> None:
    at = someone(make_context, Role.COORDINATOR)
    assert "Save at once" not in at.client.page(WHOLE).words
    data = {"csrf_token": csrf_token(at.client), "notice": "X"}
    assert at.client.post(f"{AT}/live", data=data).status_code == 403
    assert at.client.post(f"{AT}/pause", data=data).status_code == 403
    send(at.client, WHOLE, AT, notice="Full")
    (proposal,) = waiting(at.context)
    assert proposal.changes == (FieldChange("notice", "No wool today", "Full"),)


def test_a_listing_is_paused_and_runs_again(make_context: ContextMaker) -> None:
    at = someone(make_context, Role.VOLUNTEER)
    send(at.client, WHOLE, f"{AT}/pause", until="1 May 2026", why="Painting")
    assert (at.listing.status, at.listing.paused_until) == (Status.PAUSED, date(2026, 5, 1))
    send(at.client, WHOLE, f"{AT}/resume")
    assert (at.listing.status, at.listing.paused_until) == (Status.PUBLISHED, None)


@pytest.mark.parametrize("until", ["soon", "1 May 2025"])
def test_a_day_that_is_none_or_has_passed_pauses_nothing(
    make_context: ContextMaker, until: str
) -> None:
    at = someone(make_context, Role.VOLUNTEER)
    assert send(at.client, WHOLE, f"{AT}/pause", until=until, why="W").status_code == 422
    assert at.client.last is not None
    assert at.client.last.by_id("until").get("value") == until
    assert at.listing.status is Status.PUBLISHED


def test_what_is_not_public_cannot_be_changed_this_way(make_context: ContextMaker) -> None:
    at = someone(make_context, Role.VOLUNTEER, a_listing(status=Status.DRAFT))
    data = {"csrf_token": csrf_token(at.client), "name": "X"}
    for answer in (at.client.get(AT), at.client.post(AT, data=data)):
        assert answer.status_code == 409
        assert "Only a published listing can be changed this way." in answer.text


def test_a_form_without_its_token_proposes_nothing(make_context: ContextMaker) -> None:
    at = someone(make_context, Role.VOLUNTEER)
    for path in (AT, f"{AT}/live", f"{AT}/pause", f"{AT}/resume"):
        assert at.client.post(path, data={"name": "X", "notice": "X"}).status_code == 400
    assert (waiting(at.context), at.listing) == ([], FULL)


def groups_on(page: Page) -> list[tuple[str, str]]:
    """The groups that a page offers, each with its summary, by their address."""
    lists = [each for found in page.by_class("change-groups") for each in found.iter()]
    lines = [each for each in lists if name_of(each) == "li"]
    return [
        (words_of(each), next(a.get("href", "") for a in each.iter() if a.get("href")))
        for each in lines
    ]


def test_page_opens_with_the_groups_and_what_is_there_now(make_context: ContextMaker) -> None:
    at = someone(make_context, Role.VOLUNTEER)
    page = at.client.page(AT)
    when = (
        "Friday, 6pm to 1am; Saturday 18 April 2026, 10am to 12 noon; "
        "First Tuesday of the month, 10am to 12 noon; Ring first…"
    )
    about = "Dementia and memory, Crafts and textiles, Meet people · Men, Older people"
    joining = (
        "£2 · Ring before you come. · Ask for Jo · Accessible toilet, Step-free · "
        "Polish, English · Tea. · Bus 73"
    )
    contact = "01632 960001 · a@example.org · https://example.org/a · Hub"
    private = "Only staff see this, and it is written down who looked."
    what = "Knit Club · Group or activity · Knitting and talk. · Wool Club, Knit; Natter"
    where = "RM18 7TB · Dock Road Hall · Tilbury · The whole address"
    assert groups_on(page) == [
        ("News for this week No wool today · 25 December 2026", f"{AT}?part=news"),
        (f"What it is {what}", f"{AT}?part=what"),
        (f"What it is about and who it suits {about}", f"{AT}?part=about"),
        (f"Where it is {where}", f"{AT}?part=where"),
        (f"When it is on {when}", f"{AT}?part=when"),
        (f"Cost, joining and access {joining}", f"{AT}?part=joining"),
        ("More that people ask about Nothing yet", f"{AT}?part=kind"),
        (f"How to get in touch {contact}", f"{AT}?part=contact"),
        (f"Private contact {private}", f"{AT}?part=private"),
        ("Pictures No pictures", "/work/listings/knit-club/pictures"),
    ]


def test_no_question_is_asked_before_a_group_is_chosen(make_context: ContextMaker) -> None:
    at = someone(make_context, Role.VOLUNTEER)
    page = at.client.page(AT)
    assert page.all("textarea") == []
    assert page.links()["See every question on one page"] == WHOLE
    for _, address in groups_on(page):
        assert at.client.get(address).status_code == 200


def test_coordinator_asks_for_news_too_and_never_sees_private_contact(
    make_context: ContextMaker,
) -> None:
    at = someone(make_context, Role.COORDINATOR)
    page = at.client.page(AT)
    addresses = [address for _, address in groups_on(page)]
    assert f"{AT}?part=news" in addresses
    assert f"{AT}?part=private" not in addresses
    assert "Change at once" not in page.words


def test_whoever_comes_from_a_call_comes_back_to_it(make_context: ContextMaker) -> None:
    at = someone(make_context, Role.VOLUNTEER)
    page = at.client.page(f"{AT}?from=call")
    addresses = [address for _, address in groups_on(page)]
    assert f"{AT}?part=when&from=call" in addresses
    assert all("from=call" in each for each in addresses if "/change" in each)
    joining = f"{AT}?part=joining&from=call"
    answer = send(at.client, joining, joining, cost="£4")
    assert answer.location.endswith("/work/calls/knit-club/next")
    (check,) = checks_of(at.context, "knit-club")
    assert check.outcome is Outcome.CHANGED


def test_whole_form_can_still_be_sent_without_a_part(make_context: ContextMaker) -> None:
    at = someone(make_context, Role.VOLUNTEER)
    typed = fields_of_form(at.client.page(WHOLE), AT)
    typed["cost"] = "£9"
    assert at.client.post(AT, data=typed).status_code == 303
    assert [each.field for each in waiting(at.context)[0].changes] == ["cost"]


@pytest.mark.parametrize("precision", [Precision.WITHHELD, Precision.AREA, Precision.APPROXIMATE])
@pytest.mark.parametrize("role", [Role.EDITOR, Role.VOLUNTEER, Role.COORDINATOR])
def test_summaries_never_tell_a_hidden_place(
    make_context: ContextMaker, precision: Precision, role: Role
) -> None:
    hidden = Where(
        precision, "MARK House", "9 MARK Row", "Tilbury", "RM18 7TB", TILBURY, "Thurrock"
    )
    at = someone(make_context, role, replace(FULL, where=hidden))
    text = at.client.get(AT).text
    assert [mark for mark in ("MARK", "RM18", "51.46", "960555") if mark in text] == []
    assert "The place is hidden." in text
    assert f"{AT}?part=place" in [address for _, address in groups_on(at.client.page(AT))]
