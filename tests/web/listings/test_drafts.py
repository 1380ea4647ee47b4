from dataclasses import dataclass
from datetime import date

import pytest

from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.listing import Checked, Contact, Listing, Precision, Status, Where
from assetmap.domain.people.people import Person, Role
from assetmap.domain.times.schedule_text import notation
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update
from assetmap.services.listings.drafts import start_draft
from assetmap.services.listings.transitions import publish
from assetmap.services.privacy.do_not_list import add
from assetmap.storage.tables import CHECKS
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.adding_forms import fields_of_form, problems_on, send
from tests.web.conftest import Client, client_of
from tests.web.inspection import Page, words_of

HOSTILE = "<img src=x onerror=alert(1)> {{ 7*7 }} \"'&"


@dataclass
class Adding:
    """Somebody who is adding a listing."""

    context: Context
    client: Client
    me: Person
    id: str

    @property
    def at(self) -> str:
        """The draft's address."""
        return f"/work/drafts/{self.id}"

    @property
    def listing(self) -> Listing:
        """The draft as it is kept."""
        return load_for_update(self.context, self.id).listing

    @property
    def page(self) -> Page:
        """The page that was seen last."""
        assert self.client.last is not None
        return self.client.last


@pytest.fixture
def adding(make_context: ContextMaker) -> Adding:
    """A volunteer with a draft of their own, beside a published listing."""
    context = make_context(a_listing())
    me = a_person(context, Role.VOLUNTEER)
    draft = start_draft(context, Actor(me), {"name": "Wednesday Walkers"})
    return Adding(context, sign_in(client_of(context), context, me), me, draft.id)


def fill(adding: Adding) -> None:
    """Every question answered."""
    at, client = adding.at, adding.client
    told = {"summary": "A slow walk by the river.", "description": "We stop for tea."}
    assert send(client, f"{at}/what", **told).location == f"{at}/about"
    assert (
        send(
            client,
            f"{at}/about",
            categories=["active/walking"],
            audience=["everyone"],
            min_age="18",
        ).location
        == f"{at}/where"
    )
    assert send(client, f"{at}/home", home="no").location == f"{at}/where?home=no"
    where = {"postcode": "rm176sl", "venue": "Civic Offices", "place": "Grays"}
    assert send(client, f"{at}/where?home=no", **where).location == f"{at}/when"
    when = {"when__day": ["wed", ""], "when__from": ["10am", ""], "when__to": ["noon", ""]}
    assert send(client, f"{at}/when", **when).location == f"{at}/joining"
    joining = {"cost": "Free", "join": "drop-in", "access": ["step-free"], "languages": "English"}
    assert send(client, f"{at}/joining", **joining).location == f"{at}/kind"
    more = {"needs": "A driver", "needs_until": "31 July 2026", "former_names": "Walk On"}
    assert send(client, f"{at}/kind", **more).location == f"{at}/contact"
    contact = {
        "phone": "01632 960321",
        "private_phone": "01632 960444",
        "consent": "The leader, by phone, on 3 March 2026",
        "steward": adding.me.id,
    }
    assert send(client, f"{at}/contact", **contact).location == f"{at}/pictures"


def test_every_page_saves_and_leads_to_the_next(adding: Adding) -> None:
    fill(adding)
    kept = adding.listing
    assert (kept.summary, kept.description) == ("A slow walk by the river.", "We stop for tea.")
    assert (kept.categories, kept.audience, kept.min_age) == (
        *(("active/walking",), ("everyone",)),
        18,
    )
    assert (kept.where.precision, kept.where.postcode) == (Precision.VENUE, "RM17 6SL")
    assert (kept.where.venue, kept.where.authority) == ("Civic Offices", "E06000034")
    assert kept.where.point is not None
    assert [notation(rule) for rule in kept.schedule.rules] == ["Wed 10:00-12:00"]
    assert (kept.needs, kept.needs_until) == (("A driver",), date(2026, 7, 31))
    assert kept.former_names == ("Walk On",)
    assert (kept.cost, kept.join, kept.access) == (Cost("Free"), "drop-in", ("step-free",))
    assert (kept.public, kept.private) == (
        Contact(phone="01632 960321"),
        Contact(phone="01632 960444"),
    )
    assert (kept.steward, kept.consent) == (
        adding.me.id,
        "The leader, by phone, on 3 March 2026",
    )


def test_a_whole_draft_is_sent_for_review_with_its_first_check(adding: Adding) -> None:
    fill(adding)
    answer = send(adding.client, f"{adding.at}/check", method="phoned", spoke_to="the leader")
    assert (answer.status_code, answer.location) == (303, "/work/drafts")
    kept = adding.listing
    assert kept.status is Status.IN_REVIEW
    assert kept.checked == Checked(date(2026, 3, 16), "Thurrock CVS", "spoke to the organiser")
    (check,) = adding.context.store.find(CHECKS, listing_id=adding.id)
    assert (check.by, check.method, check.spoke_to) == (adding.me.id, "phoned", "the leader")
    assert "is sent for review" in adding.client.page("/work/drafts").words

    editor = a_person(adding.context, Role.EDITOR)
    assert publish(adding.context, Actor(editor), adding.id).status is Status.PUBLISHED


def test_looking_at_a_website_is_no_first_check(adding: Adding) -> None:
    fill(adding)
    assert send(adding.client, f"{adding.at}/check", method="looked").status_code == 422
    assert problems_on(adding.page) == ["Record the first check."]
    assert adding.page.by_id("method").get("type") == "radio"
    assert adding.listing.status is Status.DRAFT


def test_what_is_missing_is_named_in_the_summary_and_beside_its_question(adding: Adding) -> None:
    fill(adding)
    send(adding.client, f"{adding.at}/contact", steward="")
    empty = {"when__day": ["", "", ""], "when__from": ["", "", ""], "when__to": ["", "", ""]}
    send(adding.client, f"{adding.at}/when", **empty)
    assert send(adding.client, f"{adding.at}/check", method="met").status_code == 422
    assert problems_on(adding.page) == [
        "Enter a day and time, or “Ring for times”.",
        "Say who will check it.",
    ]
    links = adding.page.links()
    assert links["Enter a day and time, or “Ring for times”."] == f"{adding.at}/when#when"
    assert links["Say who will check it."] == f"{adding.at}/contact#steward"
    assert words_of(adding.page.by_id("row-steward")) == (
        "Who will check it Error: Say who will check it. Answer this: Who will check it"
    )
    assert adding.listing.summary == "A slow walk by the river."
    assert adding.client.page(f"{adding.at}/when").by_id("when").tag == "select"


def test_a_draft_without_anything_can_be_left_and_gone_on_with(adding: Adding) -> None:
    for part in ("what", "about", "when", "joining", "contact"):
        assert send(adding.client, f"{adding.at}/{part}").status_code == 303
    assert adding.listing.status is Status.DRAFT


def test_someones_home_shows_only_its_area(adding: Adding) -> None:
    assert adding.client.get(f"{adding.at}/where").location == f"{adding.at}/home"
    answer = send(adding.client, f"{adding.at}/home", home="yes")
    page = adding.client.page(answer.location)
    assert "Only the area is shown. The address will not be public." in page.words
    typed = fields_of_form(page)
    assert {name for name in typed if name not in ("csrf_token", "back")} == {
        *("area_served", "place", "postcode")
    }
    sent = {"area_served": "Grays", "postcode": "RM16 4LX"}
    hand_made = {"precision": "venue", "venue": "12 Home Street", "address": "12 Home Street"}
    data = {**sent, **hand_made, "csrf_token": typed["csrf_token"]}
    assert adding.client.post(f"{adding.at}/where", data=data).status_code == 303
    where = adding.listing.where
    assert (where.precision, where.venue, where.address) == (Precision.AREA, "", "")
    assert where.area_served == "Grays"


def test_a_service_is_never_listed_at_the_home_of_who_gives_it(adding: Adding) -> None:
    send(adding.client, f"{adding.at}/what", kind="service")
    assert send(adding.client, f"{adding.at}/home", home="yes").status_code == 422
    (problem,) = problems_on(adding.page)
    assert problem.startswith("We never list a service at the home of the person who gives it.")
    assert send(adding.client, f"{adding.at}/home", home="no").status_code == 303
    assert adding.listing.where.precision is Precision.VENUE


def test_whether_it_is_a_home_must_be_answered(adding: Adding) -> None:
    assert send(adding.client, f"{adding.at}/home").status_code == 422
    assert problems_on(adding.page) == ["Say whether it is someone’s home."]


def test_a_postcode_is_looked_up_and_said(adding: Adding) -> None:
    send(adding.client, f"{adding.at}/home", home="no")
    where = f"{adding.at}/where"
    answer = send(adding.client, where, postcode="RM18 7TB", more="postcode")
    assert (answer.status_code, answer.location) == (303, where)
    page = adding.client.page(where)
    assert words_of(page.by_id("postcode-found")) == "We found RM18 7TB. It is near Tilbury."
    point = adding.listing.where.point
    assert point is not None
    assert page.by_id("point").get("value") == f"{point.lat:.6f}"


def test_a_postcode_that_is_not_known_is_told_and_the_town_will_do(adding: Adding) -> None:
    send(adding.client, f"{adding.at}/home", home="no")
    where = f"{adding.at}/where?home=no"
    answer = send(adding.client, where, postcode="RM99 9ZZ", venue=HOSTILE)
    assert answer.status_code == 422
    assert problems_on(adding.page) == [
        "We do not know this postcode. Check it, or leave it empty and give the town instead."
    ]
    typed = fields_of_form(adding.page)
    assert (typed["postcode"], typed["venue"]) == ("RM99 9ZZ", HOSTILE)
    assert send(adding.client, where, postcode="", place="Grays").status_code == 303
    assert adding.listing.where.precision is Precision.APPROXIMATE


def test_another_postcode_moves_the_pin_unless_it_was_moved_by_hand(adding: Adding) -> None:
    send(adding.client, f"{adding.at}/home", home="no")
    where = f"{adding.at}/where?home=no"
    send(adding.client, where, postcode="RM18 7TB")
    first = adding.listing.where.point
    send(adding.client, where, postcode="RM17 6SL")
    second = adding.listing.where.point
    assert first != second
    send(adding.client, where, point__lat="51.5", point__lon="0.4")
    point = adding.listing.where.point
    assert point is not None
    assert (point.lat, point.lon) == (51.5, 0.4)


def test_a_point_that_cannot_be_read_is_told_and_kept_as_typed(adding: Adding) -> None:
    send(adding.client, f"{adding.at}/home", home="no")
    answer = send(
        adding.client,
        f"{adding.at}/where?home=no",
        venue="Hall",
        point__lat="north",
        point__lon="99",
    )
    assert answer.status_code == 422
    assert problems_on(adding.page) == [
        "Write the place as two numbers, such as 51.463432, 0.359608."
    ]
    typed = fields_of_form(adding.page)
    assert (typed["point-lat"], typed["point-lon"]) == ("north", "99")
    assert (adding.listing.where.venue, adding.listing.where.point) == ("Hall", None)


def test_what_can_be_read_is_saved_beside_what_cannot(adding: Adding) -> None:
    answer = send(
        adding.client,
        f"{adding.at}/when",
        when__day=["mon", "tue", ""],
        when__from=["10am", "soon", ""],
        when__to=["noon", "later", ""],
        terms="Term time only",
        closed_dates="Good Friday",
    )
    assert answer.status_code == 422
    assert problems_on(adding.page) == [
        "Enter the times for Tuesday, such as 10am and 12:30pm.",
        "Write each day like 25 December 2026. We cannot read “Good Friday”.",
    ]
    typed = fields_of_form(adding.page)
    assert typed.getlist("when-from")[:2] == ["10am", "soon"]
    assert (typed["terms"], typed["closed_dates"]) == ("Term time only", "Good Friday")
    assert [notation(rule) for rule in adding.listing.schedule.rules] == ["Mon 10:00-12:00"]
    assert adding.listing.schedule.terms == "Term time only"


def test_another_row_comes_without_scripts_and_loses_nothing(adding: Adding) -> None:
    answer = send(
        adding.client,
        f"{adding.at}/when",
        when__day=["mon", "tue"],
        when__from=["10am", "1pm"],
        when__to=["noon", "3pm"],
        more="when",
    )
    assert answer.status_code == 200
    typed = fields_of_form(adding.page)
    assert typed.getlist("when-day") == ["mon", "tue", "", "", "", ""]
    assert typed.getlist("when-from")[:2] == ["10am", "1pm"]


def test_words_that_the_borough_does_not_sort_by_are_refused(adding: Adding) -> None:
    answer = send(adding.client, f"{adding.at}/about", categories="made/up", audience="older")
    assert answer.status_code == 422
    assert problems_on(adding.page) == ["Choose from the list."]
    assert (adding.listing.categories, adding.listing.audience) == ((), ("older",))


def test_categories_that_fit_are_offered_and_not_ticked(adding: Adding) -> None:
    send(adding.client, f"{adding.at}/what", summary="Knitting and talk about wool crafts.")
    page = adding.client.page(f"{adding.at}/about")
    (offered,) = page.by_class("suggested")
    assert "Crafts and textiles" in words_of(offered)
    assert fields_of_form(page).getlist("categories") == [""]


def test_hostile_words_are_only_words_on_every_page(adding: Adding) -> None:
    for part, name in (("what", "name"), ("joining", "cost"), ("contact", "consent")):
        assert send(adding.client, f"{adding.at}/{part}", **{name: HOSTILE}).status_code == 303
    for part in ("what", "home", "when", "contact", "pictures", "check"):
        page = adding.client.page(f"{adding.at}/{part}")
        assert HOSTILE in page.words or part == "contact"
    assert fields_of_form(adding.client.page(f"{adding.at}/contact"))["consent"] == HOSTILE


def test_what_is_alike_is_looked_for_again_when_the_contact_is_known(adding: Adding) -> None:
    other = a_listing("other", name="Walkers of Wednesday", public=Contact(phone="01632 960777"))
    with adding.context.store.transaction() as uow:
        uow.save_listing(other)
    answer = send(adding.client, f"{adding.at}/contact", phone="01632 960777")
    assert answer.location == f"{adding.at}/alike?after=contact"
    page = adding.client.page(answer.location)
    assert "same phone number" in page.words
    go_on = adding.client.post(f"{adding.at}/alike", data=fields_of_form(page))
    assert go_on.location == f"{adding.at}/pictures"
    assert send(adding.client, f"{adding.at}/contact").location == f"{adding.at}/pictures"


def test_who_asked_not_to_be_listed_cannot_be_sent(adding: Adding) -> None:
    fill(adding)
    editor = a_person(adding.context, Role.EDITOR)
    add(adding.context, Actor(editor), "Somebody", Contact(phone="01632 960444"))  # the private one
    page = adding.client.page(f"{adding.at}/check")
    assert "The people who run this asked not to be listed." in page.words
    assert "Send for review" not in page.words
    data = {"csrf_token": csrf_token(adding.client), "method": "phoned"}
    assert adding.client.post(f"{adding.at}/check", data=data).status_code == 409
    assert adding.listing.status is Status.DRAFT


def test_words_that_name_a_hidden_address_are_pointed_out(adding: Adding) -> None:
    send(adding.client, f"{adding.at}/home", home="yes")
    send(adding.client, f"{adding.at}/where?home=yes", area_served="Grays", postcode="RM16 4LX")
    send(adding.client, f"{adding.at}/what", description="Come to rm164lx at ten.")
    assert "Your text says “RM16 4LX”" in adding.client.page(f"{adding.at}/check").words


def test_a_published_listing_is_no_draft(adding: Adding) -> None:
    before = load_for_update(adding.context, "knit-club")
    data = {"csrf_token": csrf_token(adding.client), "name": "Changed", "home": "yes"}
    for part in ("what", "where", "home", "alike", "check", "pictures"):
        answer = adding.client.post(f"/work/drafts/knit-club/{part}", data=data)
        assert answer.status_code == 409, part
        assert "This is not a draft any more. Propose a change instead." in answer.text
    assert load_for_update(adding.context, "knit-club") == before


def test_nobody_with_a_hub_of_their_own_gets_at_the_draft_of_another(adding: Adding) -> None:
    context = adding.context
    before = load_for_update(context, adding.id)
    hub = sign_in(client_of(context), context, a_person(context, Role.HUB_TEAM, own=("knit-club",)))
    data = {"csrf_token": csrf_token(hub), "name": "Changed"}
    assert hub.get(f"{adding.at}/what").status_code == 403
    assert hub.post(f"{adding.at}/what", data=data).status_code == 403
    assert load_for_update(context, adding.id) == before


def test_a_draft_that_is_not_there_is_not_found(adding: Adding) -> None:
    assert adding.client.get("/work/drafts/nothing/what").status_code == 404


def test_a_coordinator_neither_sees_nor_writes_the_private_contact(adding: Adding) -> None:
    fill(adding)
    context = adding.context
    them = sign_in(client_of(context), context, a_person(context, Role.COORDINATOR))
    for part in ("contact", "check"):
        assert "960444" not in them.get(f"{adding.at}/{part}").text
    data = {"csrf_token": csrf_token(them), "private_phone": "01632 960000"}
    assert them.post(f"{adding.at}/contact", data=data).status_code == 303
    assert adding.listing.private == Contact(phone="01632 960444")


def test_who_looks_at_a_private_contact_they_did_not_type_is_written_down(adding: Adding) -> None:
    fill(adding)
    context = adding.context
    adding.client.page(f"{adding.at}/contact")
    other = a_person(context, Role.VOLUNTEER, id="p-other")
    them = sign_in(client_of(context), context, other)
    assert "960444" in them.get(f"{adding.at}/contact").text
    looked = [
        each.entry.happening.by
        for each in context.store.audited(subject=f"listing:{adding.id}")
        if each.entry.happening.what == "looked at private contact"
    ]
    assert looked == ["p-other"]


@pytest.mark.parametrize("part", ["what", "where", "home", "when", "contact", "alike", "check"])
def test_a_form_without_its_token_changes_nothing(adding: Adding, part: str) -> None:
    before = adding.listing
    answer = adding.client.post(f"{adding.at}/{part}", data={"name": "X", "home": "no"})
    assert answer.status_code == 400
    assert adding.listing == before


def test_a_change_from_the_last_look_leads_back_to_it(adding: Adding) -> None:
    page = adding.client.page(f"{adding.at}/check")
    assert page.links()["Change: What it is"] == f"{adding.at}/what?back=check"
    answer = send(adding.client, f"{adding.at}/what?back=check", summary="A walk.")
    assert answer.location == f"{adding.at}/check"


def test_where_a_home_listing_stands_in_the_list_says_no_street(adding: Adding) -> None:
    context = adding.context
    hidden = Where(Precision.AREA, venue="12 Home Street", area_served="Grays")
    with context.store.transaction() as uow:
        uow.save_listing(
            a_listing("home", name="Wednesday Walker", where=hidden, status=Status.DRAFT)
        )
    page = adding.client.page("/work/drafts?all=yes")
    assert "Home Street" not in page.words
