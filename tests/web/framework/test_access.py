"""Every address has one mark that says who may use it, and the marks hold."""

import pytest
from flask import Flask

from assetmap.app import create_app
from assetmap.domain.people.people import Action, Person, Role, may
from assetmap.services.context import Context
from assetmap.web.framework.access import MARK, Access, needs, open_to_all, signed_in
from assetmap.web.framework.sessions import STAFF_PATHS
from tests.conftest import ContextMaker
from tests.people import a_person, sign_in
from tests.web.conftest import Client, client_of

# Views that are not ours to mark, each with the reason why anybody may use it.
UNMARKED = {"static": "Flask's own: the files of the pages, which hold nothing of anybody"}
# Addresses that only the sign-in library builds; nobody can ask for them.
ONLY_BUILT = {"security.two_factor_rescue"}

OPEN_ACCOUNT_PAGES = {
    "security.login": "how one comes in",
    "security.oidc_start": "how one comes in, with the council's own account",
    "security.oidc_callback": "how one comes in: by a state of this browser, and a signed token",
    "security.signed_out": "says nothing of anybody",
    "security.logout": "must also work when the sign-in is over already",
    "security.forgot_password": "for who cannot come in",
    "security.reset_password": "by a link from an email, which is the proof",
    "security.invitation": "by a link from an email, which is the proof",
    "security.two_factor_setup": "half-way in: the library asks for the password before it",
    "security.two_factor_token_validation": "half-way in: the same",
    "security.mf_recovery": "half-way in: the same",
    "security.another_code": "half-way in: the same",
}


def marks(app: Flask) -> dict[str, Access | None]:
    """The mark of each endpoint."""
    return {name: getattr(view, MARK, None) for name, view in app.view_functions.items()}


@pytest.fixture(scope="module")
def app(sample_context: Context) -> Flask:
    return create_app(sample_context)


def test_every_address_says_who_may_use_it(app: Flask) -> None:
    found = marks(app)
    assert {name for name, mark in found.items() if mark is None} == set(UNMARKED)
    routed = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert routed - set(found) == ONLY_BUILT


def test_staff_addresses_are_open_only_where_there_is_a_reason(app: Flask) -> None:
    found = marks(app)
    opened = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(("/account", "/work"))
        and rule.endpoint not in ONLY_BUILT
        and (mark := found[rule.endpoint]) is not None
        and mark.who == "all"
    }
    assert opened == set(OPEN_ACCOUNT_PAGES)


def test_views_for_some_lie_where_there_is_a_session(app: Flask) -> None:
    found = marks(app)
    elsewhere = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if (mark := found.get(rule.endpoint)) is not None
        and mark.who != "all"
        and not rule.rule.startswith(STAFF_PATHS)
    }
    assert elsewhere == set()


def test_library_brings_no_page_but_those_listed(app: Flask) -> None:
    found = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("security.") and rule.endpoint not in ONLY_BUILT
    }
    assert found == {
        *("/account/sign-in", "/account/sign-out", "/account/code", "/account/recovery"),
        *("/account/recovery-codes", "/account/password", "/account/password-again"),
        *("/account/reset", "/account/reset/<token>", "/account/invitation/<token>"),
        *("/account/second-factor", "/account/second-factor/<token>", "/account/code/again"),
        *("/account/oidc", "/account/oidc/callback", "/account/signed-out"),
    }


def test_only_posts_that_say_what_guards_them_go_without_token(app: Flask) -> None:
    found = marks(app)
    unguarded = {
        rule.endpoint: mark.csrf
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
        and (mark := found[rule.endpoint]) is not None
        and mark.who == "all"
        and not rule.rule.startswith(STAFF_PATHS)
    }
    assert all(unguarded.values()), unguarded


@pytest.fixture
def marked(make_context: ContextMaker) -> tuple[Context, Client]:
    """An app with a page of each mark."""
    context = make_context()
    client = client_of(context)
    app = client.application
    app.add_url_rule("/work/open", "t.open", open_to_all()(lambda: {"page": "open"}))
    app.add_url_rule("/work/staff", "t.staff", signed_in(lambda: {"page": "staff"}))
    for action in Action:
        view = needs(action)(lambda: {"page": "needs"})
        app.add_url_rule(f"/work/{action.name}", f"t.{action.name}", view, methods=["GET", "POST"])
    return context, client


def test_stranger_is_led_to_sign_in_and_back(marked: tuple[Context, Client]) -> None:
    _, client = marked
    assert client.get("/work/open").json == {"page": "open"}
    answer = client.get("/work/staff?a=1&b=x")
    assert (answer.status_code, answer.location) == (
        302,
        "/account/sign-in?next=/work/staff?a%3D1%26b%3Dx",
    )


@pytest.mark.parametrize(
    "role", [*(role for role in Role if role.value not in ("resident", "organiser", "program"))]
)
def test_each_role_gets_just_its_pages(marked: tuple[Context, Client], role: Role) -> None:
    context, client = marked
    someone = a_person(context, role, own=("knit-club",))
    signed = sign_in(client, context, someone)
    assert signed.get("/work/staff").json == {"page": "staff"}
    got = {action: signed.get(f"/work/{action.name}").status_code for action in Action}
    assert got == {action: 200 if may(someone, action) else 403 for action in Action}


def test_refusal_is_in_plain_words_and_in_the_audit(marked: tuple[Context, Client]) -> None:
    context, client = marked
    someone = a_person(context, Role.VOLUNTEER)
    signed = sign_in(client, context, someone)
    page = signed.page("/work/PUBLISH", 403)
    assert page.h1 == "You cannot do that here"
    last = list(context.store.audited(subject="person:p-volunteer"))[-1].entry.happening
    assert (last.by, last.what, last.why) == (someone.id, "refused: publish", "/work/PUBLISH")


def test_people_with_a_role_that_nobody_signs_in_with_are_nobody(
    marked: tuple[Context, Client],
) -> None:
    context, client = marked
    someone: Person = a_person(context, Role.ORGANISER, own=("knit-club",))
    assert sign_in(client, context, someone).get("/work/staff").status_code == 302
