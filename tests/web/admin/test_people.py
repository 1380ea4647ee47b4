"""`/work/people`: who may sign in and what they may do, for admins alone."""

import re

import pytest

from assetmap.domain.listings.listing import Kind
from assetmap.domain.people.identity import IdentityClaims
from assetmap.domain.people.people import STAFF, Person, Role
from assetmap.services.account import sign_ins
from assetmap.services.account.identities import linked_identities, member_of
from assetmap.services.account.people import everyone, invite, person_of
from assetmap.services.context import Context
from assetmap.services.handouts.collections import start_collection
from assetmap.services.listing_repository import Actor
from assetmap.storage.tables import ACCOUNTS, COLLECTIONS, EMAILS, PEOPLE
from tests.conftest import ContextMaker
from tests.people import PASSWORD, a_person, csrf_token, sign_in
from tests.services.colleagues import a_whole_listing
from tests.web.adding_forms import problems_on, send
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of

HUGH = (
    "Hugh Disabled Hub teamp-hub-team@example.org All of ThurrockHub: Riverside HubLast here: Never"
)
HOSTILE = "<b>Vera</b> “Quill”"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        a_whole_listing("hub", name="Riverside Hub", kind=Kind.HUB, steward="p-volunteer"),
        a_whole_listing("elsewhere", name="Elsewhere Hub", kind=Kind.HUB),
        a_whole_listing("club", name="Knit Club"),
    )


@pytest.fixture
def ada(context: Context) -> Person:
    return a_person(context, Role.ADMIN, name="Ada")


@pytest.fixture
def admin(context: Context, ada: Person) -> Client:
    return sign_in(client_of(context), context, ada)


@pytest.fixture
def vera(context: Context) -> Person:
    return a_person(context, Role.VOLUNTEER, name=HOSTILE, patch=("Tilbury",))


def test_list_says_who_may_do_what_and_was_here_when(
    context: Context, admin: Client, vera: Person
) -> None:
    a_person(context, Role.HUB_TEAM, name="Hugh", own=("hub",), active=False)
    invite(context, Actor(a_person(context, Role.ADMIN, id="p-x")), *NEW, [Role.EDITOR])
    sign_ins.start(context, vera.id, "Chrome on Windows")
    page = admin.page("/work/people")
    assert [words_of(each) for each in page.by_class("listings__one")] == [
        f"{HOSTILE} Volunteer{vera.email} TilburyLast here: 16 March 2026, 09:00",
        "Ada Adminp-admin@example.org All of ThurrockLast here: 16 March 2026, 09:00",
        "Nell Newman Invited Editornell@example.org All of ThurrockLast here: Never",
        "Sam p-x Adminp-x@example.org All of ThurrockLast here: Never",
        HUGH,
    ]


NEW = ("nell@example.org", "Nell Newman")


def test_somebody_is_invited_with_role_patch_and_hub(context: Context, admin: Client) -> None:
    answer = send(
        admin,
        "/work/people/new",
        email="nell@example.org",
        name="Nell Newman",
        roles=["hub-team"],
        patch=["Grays"],
        hub=["hub"],
    )
    made = person_of(context, "nell@example.org")
    assert (answer.status_code, answer.location) == (303, f"/work/people/{made.id}")
    assert (made.name, made.roles) == ("Nell Newman", (Role.HUB_TEAM,))
    assert (made.patch, made.own) == (("Grays",), ("hub",))
    (letter,) = context.store.find(EMAILS)
    assert letter.to == "nell@example.org"
    assert "/account/invitation/" in re.sub(r"\s", "", letter.text)
    page = admin.page(f"/work/people/{made.id}")
    assert "We are sending Nell Newman an email. Its link works until 23 March 2026." in page.words
    assert "They have not set a password yet. The link works until 23 March 2026." in page.words
    assert "HubRiverside Hub. Change hub" in page.words
    assert "/account/invitation/" not in str(page.links())


@pytest.mark.parametrize(
    ("changes", "problem", "box"),
    [
        ({"email": " "}, "Give their email address.", "email"),
        ({"email": "nell"}, "'nell' is not an email address.", "email"),
        ({"name": " "}, "Give their name.", "name"),
        ({"roles": []}, "Give at least one role.", "roles"),
        ({"other": "nowhere"}, "There is no listing 'nowhere'.", "other"),
        ({"email": "P-ADMIN@example.org"}, "P-ADMIN@example.org has an account already.", "email"),
    ],
)
def test_a_refused_invitation_keeps_what_was_typed(
    context: Context, admin: Client, changes: dict[str, object], problem: str, box: str
) -> None:
    typed = {"email": "nell@example.org", "name": "Nell", "roles": ["editor"], "patch": ["Grays"]}
    answer = send(admin, "/work/people/new", **{**typed, **changes})
    assert answer.status_code == 422
    assert admin.last is not None
    assert problems_on(admin.last) == [problem]
    assert admin.last.links()[problem] == f"#{box}"
    ticked = [each.get("value") for each in admin.last.all("input") if each.get("checked") == ""]
    assert "Grays" in ticked
    assert [each.email for each in everyone(context)] == ["p-admin@example.org"]
    assert context.store.find(EMAILS) == []


def test_roles_patch_and_hub_are_changed_one_at_a_time(
    context: Context, admin: Client, vera: Person
) -> None:
    at = f"/work/people/{vera.id}"
    sign_ins.start(context, vera.id, "Chrome on Windows")
    assert send(admin, f"{at}/roles", roles=["hub-team"]).location == at
    assert "They are in a hub team and have no hub yet" in admin.page(at).words
    assert "Not signed in now." in admin.page(at).words
    assert send(admin, f"{at}/hub", hub=["elsewhere"], other="/listing/club").location == at
    assert send(admin, f"{at}/patch", patch=["Grays", "Aveley"]).location == at
    kept = context.store.get(PEOPLE, vera.id)
    assert kept.roles == (Role.HUB_TEAM,)
    assert set(kept.own) == {"elsewhere", "club"}
    assert set(kept.patch) == {"Grays", "Aveley"}
    page = admin.page(f"{at}/hub")
    ticked = [each.get("value") for each in page.all("input") if each.get("checked") == ""]
    assert ticked == ["elsewhere", "club"]
    assert send(admin, f"{at}/hub", hub=[]).location == at
    assert context.store.get(PEOPLE, vera.id).own == ()
    whats = [x.entry.happening.what for x in context.store.audited(by="p-admin")]
    assert [what for what in whats if what != "signed in"] == [
        *("changed roles", "changed the hub", "changed the patch", "changed the hub"),
    ]


def test_a_change_that_cannot_be_is_said_beside_its_boxes(
    context: Context, admin: Client, ada: Person, vera: Person
) -> None:
    assert send(admin, f"/work/people/{vera.id}/roles", roles=[]).status_code == 422
    assert admin.last is not None
    message = "P-volunteer@example.org would have no role left: disable them instead."
    assert problems_on(admin.last) == [message]
    assert send(admin, f"/work/people/{ada.id}/roles", roles=["editor"]).status_code == 422
    message = "Ada is the only admin: make somebody else an admin first."
    assert problems_on(admin.last) == [message]
    assert send(admin, f"/work/people/{ada.id}/disable").status_code == 422
    assert problems_on(admin.last) == [message]
    assert context.store.get(PEOPLE, ada.id) == ada


def test_disabling_hands_over_what_was_theirs(
    context: Context, admin: Client, vera: Person
) -> None:
    cora = a_person(context, Role.COORDINATOR, name="Cora")
    start_collection(context, Actor(vera), "Warm rooms")
    at = f"/work/people/{vera.id}"
    page = admin.page(f"{at}/disable")
    assert "1 listing to check: Riverside Hub" in page.words
    assert "1 collection: Warm rooms" in page.words
    assert "The calls of their patch: Tilbury" in page.words
    assert send(admin, f"{at}/disable", to=cora.email).location == at
    page = admin.page(at)
    assert f"{HOSTILE} can no longer sign in." in page.words
    assert "theirs is handed over: 1 listing, 1 collection, the calls of Tilbury." in page.words
    assert context.store.get_listing("hub").listing.steward == cora.id
    assert [each.by for each in context.store.find(COLLECTIONS)] == [cora.id]
    assert "Cora" in admin.page("/work/listings/hub").words
    said = [words_of(each) for each in admin.page("/work/audit").by_class("step__changes")]
    assert any("Handed over to from nothing to Cora" in each for each in said)
    assert send(admin, at, action=f"{at}/enable").location == at
    assert context.store.get(PEOPLE, vera.id).active


def test_with_nobody_for_now_it_can_be_handed_over_later(
    context: Context, admin: Client, vera: Person
) -> None:
    cora = a_person(context, Role.COORDINATOR, name="Cora")
    at = f"/work/people/{vera.id}"
    assert send(admin, f"{at}/disable").location == at
    page = admin.page(at)
    assert "theirs is left with nobody for now: 1 listing, the calls of Tilbury." in page.words
    assert "Nobody looks after it for now." in page.words
    assert page.links()["Hand it over"] == f"{at}/disable"
    assert "Who checks itNobody for now" in admin.page("/work/listings/hub").words
    assert send(admin, f"{at}/disable", to=cora.email).location == at
    assert "Nothing of their own" in admin.page(at).words


def test_who_may_not_take_it_over_is_refused(context: Context, admin: Client, vera: Person) -> None:
    manager = a_person(context, Role.MANAGER, name="Mani")
    at = f"/work/people/{vera.id}/disable"
    assert send(admin, at, to=manager.email).status_code == 422
    assert admin.last is not None
    message = "Mani may not look after all of it: choose somebody else."
    assert problems_on(admin.last) == [message]
    assert context.store.get(PEOPLE, vera.id).active


def test_an_invitation_that_ran_out_is_sent_again(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing("hub", kind=Kind.HUB))
    ada = a_person(context, Role.ADMIN, name="Ada")
    made = invite(context, Actor(ada), *NEW, [Role.HUB_TEAM], ["Grays"], ["hub"]).person
    context = make_context(today="2026-03-30", home=context.config.home)
    admin = sign_in(client_of(context), context, ada)
    at = f"/work/people/{made.id}"
    assert "The link ran out on 23 March 2026." in admin.page(at).words
    before = context.store.get(ACCOUNTS, made.id).mark
    assert send(admin, at, action=f"{at}/invite").location == at
    again = context.store.get(PEOPLE, made.id)
    assert (again.roles, again.patch, again.own) == ((Role.HUB_TEAM,), ("Grays",), ("hub",))
    assert context.store.get(ACCOUNTS, made.id).mark != before
    assert "The link works until 6 April 2026." in admin.page(at).words
    assert len(context.store.find(EMAILS)) == 1


def test_nobody_with_a_password_is_invited_again(
    context: Context, admin: Client, vera: Person
) -> None:
    form = {"csrf_token": csrf_token(admin)}
    admin.post(f"/work/people/{vera.id}/invite", data=form)
    assert context.store.get(ACCOUNTS, vera.id).password
    assert context.store.find(EMAILS) == []


def test_everywhere_is_signed_out(context: Context, admin: Client, vera: Person) -> None:
    started = sign_ins.start(context, vera.id, "Chrome on Windows")
    at = f"/work/people/{vera.id}"
    assert "Signed in now, in 1 place." in admin.page(at).words
    assert send(admin, at, action=f"{at}/end-sign-ins").location == at
    assert not sign_ins.goes_on(context, vera, started.id)


@pytest.mark.parametrize("role", [role for role in STAFF if role is not Role.ADMIN])
def test_only_admins_see_people_or_their_addresses(
    context: Context, vera: Person, role: Role
) -> None:
    other = a_person(context, role, id="p-other")
    client = sign_in(client_of(context), context, other)
    for part in ("", "/new", f"/{vera.id}", f"/{vera.id}/roles", f"/{vera.id}/disable"):
        answer = client.get(f"/work/people{part}")
        assert answer.status_code == 403
        assert vera.email not in answer.text
    form = {"csrf_token": csrf_token(client), "roles": "admin"}
    assert client.post(f"/work/people/{other.id}/roles", data=form).status_code == 403
    assert context.store.get(PEOPLE, other.id) == other
    for address in ("/work", "/work/listings", "/work/listings/hub"):
        assert vera.email not in client.get(address).text


def test_a_stranger_is_led_to_sign_in(context: Context, vera: Person) -> None:
    answer = client_of(context).get(f"/work/people/{vera.id}")
    assert answer.status_code == 302
    assert answer.location.startswith("/account/sign-in")


@pytest.mark.parametrize("person_id", ["p-nobody", "..", "p-erased"])
def test_nobody_is_not_found(context: Context, admin: Client, person_id: str) -> None:
    with context.unit_of_work() as uow:
        uow.save(PEOPLE, Person("p-erased", active=False))
    assert admin.get(f"/work/people/{person_id}").status_code == 404


def test_no_page_holds_a_password(context: Context, admin: Client, vera: Person) -> None:
    account = context.store.get(ACCOUNTS, vera.id)
    for address in ("/work/people", f"/work/people/{vera.id}"):
        text = admin.get(address).text
        assert not any(secret in text for secret in (account.password, account.mark, PASSWORD))


def test_council_account_is_taken_away(context: Context, admin: Client, vera: Person) -> None:
    at = f"/work/people/{vera.id}"
    assert "council account" not in admin.page(at).words
    claims = IdentityClaims("https://login.example.org", "s-1", vera.email, True)
    member_of(context, claims)
    assert "They sign in with a council account." in admin.page(at).words
    token = csrf_token(admin)
    assert admin.post(f"{at}/unlink", data={"csrf_token": token}).location == at
    assert "has no council account here until" in admin.page(at).words
    assert linked_identities(context, vera.id) == []
    assert admin.post(f"{at}/unlink", data={"csrf_token": token}).status_code == 422
