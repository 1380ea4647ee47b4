from collections.abc import Callable
from dataclasses import replace

import pytest

from assetmap.domain.listings.listing import Contact, Kind, Precision, Status, Where
from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update
from assetmap.services.listings.drafts import start_draft
from assetmap.services.privacy.do_not_list import add
from assetmap.storage.tables import NOT_SAME, STAFF_NOTES
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.adding_forms import fields_of_form, problems_on, send
from tests.web.conftest import Client, client_of
from tests.web.inspection import Page, words_of

LUNCH = a_listing("lunch", name="Riverside Memory Lunch Club", where=Where(place="Tilbury"))
HOSTILE = "</title><script>alert('x')</script>{{ 7*7 }} \"'&"

Someone = Callable[..., tuple[Client, Context]]


@pytest.fixture
def someone(make_context: ContextMaker) -> Someone:
    """`someone(role, listing, ...)` gives a client signed in as somebody, and the context."""

    def make(role: Role, *listings: object) -> tuple[Client, Context]:
        context = make_context(*listings)
        return sign_in(client_of(context), context, a_person(context, role)), context

    return make


def drafts_of(context: Context) -> list[str]:
    listings = context.directory_cache.current().listings.values()
    return [each.name for each in listings if each.status is Status.DRAFT]


def test_a_name_starts_a_draft_of_ones_own(someone: Someone) -> None:
    client, context = someone(Role.VOLUNTEER)
    answer = send(client, "/work/add", name="  Knit Club ", kind="service")
    draft_id = answer.location.split("/")[3]
    assert (answer.status_code, answer.location) == (303, f"/work/drafts/{draft_id}/what")
    kept = load_for_update(context, draft_id).listing
    assert (kept.name, kept.kind, kept.status) == ("Knit Club", Kind.SERVICE, Status.DRAFT)


def test_no_name_is_asked_for_and_starts_nothing(someone: Someone) -> None:
    client, context = someone(Role.VOLUNTEER)
    assert send(client, "/work/add", name=" ", kind="hub").status_code == 422
    assert client.last is not None
    assert problems_on(client.last) == ["Enter the name."]
    assert client.last.by_id("name").get("aria-invalid") == "true"
    assert fields_of_form(client.last)["kind"] == "hub"
    assert drafts_of(context) == []


def test_what_looks_alike_is_shown_before_going_on(someone: Someone) -> None:
    client, context = someone(Role.VOLUNTEER, LUNCH)
    assert send(client, "/work/add", name="Riverside Memory Luncheon Club").status_code == 200
    assert client.last is not None
    (box,) = client.last.by_class("alike__one")
    assert [words_of(each) for each in box] == [
        "Riverside Memory Lunch Club",
        "Tilbury",
        "01632 960001",
        "Why it looks alike: nearly the same name.",
        "This is it: Riverside Memory Lunch Club",
    ]
    assert client.last.links()["This is it: Riverside Memory Lunch Club"] == "/work/listings/lunch"
    assert drafts_of(context) == []


def test_not_the_same_is_remembered(someone: Someone) -> None:
    client, context = someone(Role.VOLUNTEER, LUNCH)
    send(client, "/work/add", name="Riverside Memory Luncheon Club")
    assert client.last is not None
    answer = client.post("/work/add", data=fields_of_form(client.last))
    assert answer.status_code == 303
    assert drafts_of(context) == ["Riverside Memory Luncheon Club"]
    (pair,) = context.store.find(NOT_SAME)
    assert {pair.listing_id, pair.other_id} == {"lunch", answer.location.split("/")[3]}


def test_ids_made_up_in_the_form_are_left_out(someone: Someone) -> None:
    client, context = someone(Role.VOLUNTEER)
    data = {"name": "New", "not_same": "../../nobody", "csrf_token": csrf_token(client)}
    assert client.post("/work/add", data=data).status_code == 303
    assert context.store.find(NOT_SAME) == []


def test_who_asked_not_to_be_listed_is_not_added_by_a_volunteer(make_context: ContextMaker) -> None:
    context = make_context()
    editor = a_person(context, Role.EDITOR)
    add(context, Actor(editor), "Quiet House", Contact())
    volunteer = sign_in(client_of(context), context, a_person(context, Role.VOLUNTEER))
    assert send(volunteer, "/work/add", name="Quiet House").status_code == 200
    assert volunteer.last is not None
    assert "The people who run this asked not to be listed." in volunteer.last.words
    assert "You cannot add it." in volunteer.last.words
    assert drafts_of(context) == []
    assert send(volunteer, "/work/add/quick", name="Quiet House", where="Grays", way="01632 960009")
    assert drafts_of(context) == []

    signed_in = sign_in(client_of(context), context, editor)
    assert send(signed_in, "/work/add", name="Quiet House").status_code == 303
    assert drafts_of(context) == ["Quiet House"]


def test_a_few_words_from_the_phone_are_a_draft(someone: Someone) -> None:
    client, context = someone(Role.VOLUNTEER)
    answer = send(
        client,
        "/work/add/quick",
        name="Wednesday Walkers",
        summary="A slow walk by the river.",
        where="tilbury",
        way="01632 960123",
        note="Every Wednesday at 10. Free.",
    )
    draft_id = answer.location.split("/")[3]
    assert (answer.status_code, answer.location) == (303, f"/work/drafts/{draft_id}/check")
    kept = load_for_update(context, draft_id).listing
    assert (kept.name, kept.summary) == ("Wednesday Walkers", "A slow walk by the river.")
    assert kept.description == ""
    assert kept.where == Where(Precision.AREA, place="Tilbury", area_served="Tilbury")
    assert (kept.public, kept.private) == (Contact(), Contact(phone="01632 960123"))


@pytest.mark.parametrize(
    ("way", "contact"),
    [
        ("a@example.org", Contact(email="a@example.org")),
        ("www.example.org", Contact(website="https://www.example.org")),
        ("+44 1632 960123", Contact(phone="+44 1632 960123")),
        ("1632 960123 (Pat)", Contact(phone="01632 960123 (Pat)")),
        ("ask for Pat on 01632 960123 ext 4", Contact(phone="ask for Pat on 01632 960123 ext 4")),
    ],
)
def test_any_way_to_get_in_touch_will_do(someone: Someone, way: str, contact: Contact) -> None:
    client, context = someone(Role.VOLUNTEER)
    answer = send(client, "/work/add/quick", name="W", where="Grays", way=way, may_show="yes")
    assert load_for_update(context, answer.location.split("/")[3]).listing.public == contact


def test_who_may_not_keep_private_contact_is_not_asked_for_it(someone: Someone) -> None:
    client, context = someone(Role.COORDINATOR)
    page = client.page("/work/add/quick")
    assert "They said that everyone may see this" not in page.words
    answer = send(client, "/work/add/quick", name="W", where="RM17 6SL", way="01632 960123")
    kept = load_for_update(context, answer.location.split("/")[3]).listing
    assert (kept.public.phone, kept.private) == ("01632 960123", Contact())
    assert (kept.where.postcode, kept.where.precision) == ("RM17 6SL", Precision.AREA)


def test_the_short_form_says_what_is_missing_and_keeps_what_was_typed(someone: Someone) -> None:
    client, context = someone(Role.VOLUNTEER)
    answer = send(client, "/work/add/quick", where="RM99 9ZZ", way="ask Jean", note=HOSTILE)
    assert answer.status_code == 422
    assert client.last is not None
    assert problems_on(client.last) == [
        "We found no phone number, email address or website in this. Enter one of them.",
        "We do not know this postcode. Check it, or give the town instead.",
        "Enter the name.",
    ]
    typed = fields_of_form(client.last)
    assert (typed["where"], typed["way"], typed["note"]) == ("RM99 9ZZ", "ask Jean", HOSTILE)
    assert drafts_of(context) == []


@pytest.mark.parametrize(
    "way",
    [
        "01375 000001 or 07700 900001",
        "01375 000001 / 07700 900001",
        "01375 000001/07700 900001",
        "01375 000001, 07700 900001",
        "01375 000001 and 07700 900001",
    ],
)
def test_two_numbers_in_one_line_are_both_kept(someone: Someone, way: str) -> None:
    client, context = someone(Role.VOLUNTEER)
    hidden = send(client, "/work/add/quick", name="W", where="Grays", way=way)
    kept = load_for_update(context, hidden.location.split("/")[3]).listing
    name = "anyone (other number: 07700 900001)"
    assert (kept.public, kept.private) == (Contact(), Contact("01375 000001", name=name))


def test_second_of_two_numbers_for_everyone_is_kept_for_staff(someone: Someone) -> None:
    client, context = someone(Role.VOLUNTEER)
    way = "01375 000001 or 07700 900001"
    shown = send(client, "/work/add/quick", name="W", where="Grays", way=way, may_show="yes")
    kept = load_for_update(context, shown.location.split("/")[3]).listing
    assert kept.public == Contact("01375 000001")
    assert kept.private == Contact("07700 900001")


def test_what_a_line_of_numbers_says_beside_them_is_kept(someone: Someone) -> None:
    client, context = someone(Role.VOLUNTEER)
    way = "01375 000001 (Jean) or 07700 900001 (Bob)"
    answer = send(client, "/work/add/quick", name="W", where="Grays", way=way)
    kept = load_for_update(context, answer.location.split("/")[3]).listing
    assert kept.private == Contact("01375 000001", name=f"anyone (other number: {way})")


def test_who_keeps_no_private_contact_has_the_second_number_in_a_note(someone: Someone) -> None:
    client, context = someone(Role.COORDINATOR)
    way = "01375 000001 or 07700 900001"
    answer = send(client, "/work/add/quick", name="W", where="Grays", way=way, note="On Mondays.")
    draft = answer.location.split("/")[3]
    kept = load_for_update(context, draft).listing
    assert (kept.public, kept.private) == (Contact("01375 000001"), Contact())
    (note,) = context.store.find(STAFF_NOTES, listing_id=draft)
    assert note.words == "On Mondays.\nOther number: 07700 900001"


def test_what_else_they_know_is_a_note_for_staff_and_never_public(someone: Someone) -> None:
    client, context = someone(Role.VOLUNTEER)
    words = "Wednesdays at 10. Ask <b>gently</b>."
    number = "01375 000001 or 07700 900001"
    answer = send(client, "/work/add/quick", name="W", where="Grays", way=number, note=words)
    draft = answer.location.split("/")[3]
    kept = load_for_update(context, draft).listing
    assert words not in repr(kept)
    (note,) = context.store.find(STAFF_NOTES, listing_id=draft)
    assert (note.words, note.by) == (words, "p-volunteer")
    assert f"Notes for staff Only staff see these. They are not on the public page. {words}" in (
        client.page(answer.location).words
    )
    assert words in client.page(f"/work/listings/{draft}").words
    with context.unit_of_work() as uow:
        before = load_for_update(context, draft)
        uow.save_listing(replace(before.listing, status=Status.IN_REVIEW))
    editor = sign_in(client_of(context), context, a_person(context, Role.EDITOR))
    page = editor.page(f"/work/review/listings/{draft}")
    assert words in page.words
    assert "07700 900001" not in page.words


def suggested_on(page: Page) -> list[str]:
    return [words_of(each) for box in page.by_class("suggested") for each in box.iter("label")]


def test_the_short_form_suggests_what_it_is_about(someone: Someone) -> None:
    client, context = someone(Role.VOLUNTEER)
    words = {"name": "Chair dance", "where": "Grays", "way": "ask Jean", "note": HOSTILE}
    assert suggested_on(client.page("/work/add/quick")) == []
    assert send(client, "/work/add/quick", **words, more="categories").status_code == 200
    assert client.last is not None
    assert suggested_on(client.last)[0] == "Dance"
    assert problems_on(client.last) == []
    again = fields_of_form(client.last)
    assert {name: again[name] for name in words} == words
    assert again.getlist("categories") == []
    assert drafts_of(context) == []


def test_only_what_a_person_chose_of_the_suggested_is_kept(someone: Someone) -> None:
    client, context = someone(Role.VOLUNTEER)
    words = {"name": "Chair dance", "where": "Grays", "way": "01632 960123"}
    chosen = "active/dance"
    send(client, "/work/add/quick", **words, more="categories", categories=chosen)
    assert client.last is not None
    answer = client.post("/work/add/quick", data=fields_of_form(client.last))
    assert load_for_update(context, answer.location.split("/")[3]).listing.categories == (chosen,)


def test_what_was_chosen_stays_when_it_is_no_longer_suggested(someone: Someone) -> None:
    client, _ = someone(Role.VOLUNTEER)
    send(client, "/work/add/quick", name="Zephyr", more="categories", categories="active/dance")
    assert client.last is not None
    assert suggested_on(client.last) == ["Dance"]
    assert fields_of_form(client.last).getlist("categories") == ["active/dance"]


def test_nothing_to_suggest_is_said(someone: Someone) -> None:
    client, _ = someone(Role.VOLUNTEER)
    send(client, "/work/add/quick", name="Zephyr", more="categories")
    assert client.last is not None
    assert suggested_on(client.last) == []
    assert words_of(client.last.by_id("categories")) == (
        "Nothing we know fits what you wrote so far. Say more about it, or leave it for later."
    )


@pytest.mark.parametrize(
    ("slugs", "problem"),
    [
        (
            ["meet", "active", "learn", "food", "active/dance"],
            "Choose no more than 4 categories.",
        ),
        (["<script>"], "Choose from the list."),
    ],
)
def test_categories_that_cannot_be_kept_are_refused(
    someone: Someone, slugs: list[str], problem: str
) -> None:
    client, context = someone(Role.VOLUNTEER)
    words = {"name": "Chair dance", "where": "Grays", "way": "01632 960123"}
    answer = send(client, "/work/add/quick", **words, categories=slugs)
    assert answer.status_code == 422
    assert client.last is not None
    assert problems_on(client.last) == [problem]
    assert client.last.by_id("categories") is not None
    assert drafts_of(context) == []


def test_a_kind_made_up_in_the_form_is_refused(someone: Someone) -> None:
    client, context = someone(Role.VOLUNTEER)
    assert send(client, "/work/add", name="X", kind="castle").status_code == 422
    assert client.last is not None
    assert problems_on(client.last) == ["Choose what sort of thing it is."]
    assert drafts_of(context) == []


def test_drafts_are_ones_own_or_everybodys(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    me, other = a_person(context, Role.VOLUNTEER), a_person(context, Role.VOLUNTEER, id="p-other")
    start_draft(context, Actor(me), {"name": "Mine", "place": "Grays"})
    start_draft(context, Actor(other), {"name": HOSTILE})
    client = sign_in(client_of(context), context, me)
    mine, every = client.page("/work/drafts"), client.page("/work/drafts?all=yes")
    assert [words_of(line) for line in mine.by_class("draft")] == [
        "Mine Grays · started by Sam p-volunteer · saved on 16 March 2026 11 things missing"
    ]
    assert len(every.by_class("draft")) == 2
    assert HOSTILE.replace("  ", " ") in every.words


@pytest.mark.parametrize("address", ["/work/add", "/work/add/quick", "/work/drafts"])
@pytest.mark.parametrize("role", [Role.MANAGER, Role.BROKER, Role.HUB_TEAM])
def test_who_may_not_add_is_refused(someone: Someone, role: Role, address: str) -> None:
    client, _ = someone(role)
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("address", ["/work/add", "/work/add/quick"])
def test_a_form_without_its_token_adds_nothing(someone: Someone, address: str) -> None:
    client, context = someone(Role.VOLUNTEER)
    data = {"name": "X", "where": "Grays", "way": "01632 960123"}
    assert client.post(address, data=data).status_code == 400
    assert drafts_of(context) == []


def test_website_with_a_users_name_is_refused(someone: Someone) -> None:
    client, context = someone(Role.VOLUNTEER)
    evil = "https://evil.example@example.org"
    answer = send(client, "/work/add/quick", name="W", where="Grays", way=evil, may_show="yes")
    assert answer.status_code == 422
    assert "Enter a web address, such as www.example.org." in answer.text
    assert evil in answer.text
    assert drafts_of(context) == []


def test_short_form_keeps_what_is_too_long_in_its_box(someone: Someone) -> None:
    client, context = someone(Role.VOLUNTEER)
    long = {"name": "n" * 151, "summary": "s" * 141, "note": "d" * 5_001}
    answer = send(client, "/work/add/quick", where="Grays", way="01632 960123", **long)
    assert answer.status_code == 422
    assert "Make this 150 characters or fewer. It has 151." in answer.text
    assert "Make the sentence 140 characters or fewer. It has 141." in answer.text
    assert "Make this 5,000 characters or fewer. It has 5,001." in answer.text
    assert all(typed in answer.text for typed in long.values())
    assert drafts_of(context) == []
