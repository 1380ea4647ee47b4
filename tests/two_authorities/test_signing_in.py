"""What lets somebody in at one authority is nobody's at the other: cookies, forms, links, tries."""

import re

import pytest

from assetmap.domain.people.people import Role
from assetmap.services.account.people import invite
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.member_links import member_token
from assetmap.storage.tables import TIME_BANK_MEMBERS
from tests.installations import CASTLE_POINT, THURROCK
from tests.people import PASSWORD
from tests.services.organisers import a_link, letters
from tests.two_authorities.two import SHARED_EMAIL, Two, Visitor

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def form_token(visitor: Visitor, address: str) -> str:
    """The token of a page's form."""
    found = _TOKEN.search(visitor.get(address).text)
    assert found, address
    return found[1]


def type_password(visitor: Visitor, email: str, password: str) -> int:
    """The status of the answer to somebody who types an address and a password."""
    token = form_token(visitor, "/account/sign-in")
    typed = {"csrf_token": token, "email": email, "password": password}
    return visitor.post("/account/sign-in", typed).status_code


@pytest.mark.parametrize("page", ["/work", "/work/people", "/account", "/reports"])
def test_a_sign_in_of_one_is_nobodys_at_the_other(both: Two, page: str) -> None:
    cookie = both.cookie_of(THURROCK, "p-admin")
    for code, status in ((THURROCK, 200), (CASTLE_POINT, 302)):
        visitor = both.stranger(code)
        visitor.take_cookie(cookie)
        answer = visitor.get(page)
        assert (code, answer.status_code) == (code, status)
    assert answer.location.startswith("/account/sign-in?next=")


def test_who_works_for_both_has_the_roles_of_each_there(both: Two) -> None:
    found = {
        code: both.signed_in(code, "p-both").get("/work/people").status_code
        for code in (THURROCK, CASTLE_POINT)
    }
    assert found == {THURROCK: 403, CASTLE_POINT: 200}  # an editor, and an admin


def test_a_token_of_a_form_of_one_is_refused_by_the_other(both: Two) -> None:
    address = "/account/password"
    visitors = {code: both.signed_in(code, "p-editor") for code in (THURROCK, CASTLE_POINT)}
    typed = {"password": "not the one", "new_password": "", "new_password_confirm": ""}
    tokens = {code: form_token(each, address) for code, each in visitors.items()}
    asked = {
        (code, of): visitors[code].post(address, {**typed, "csrf_token": tokens[of]}).status_code
        for code in visitors
        for of in visitors
    }
    assert asked == {(code, of): 200 if code == of else 400 for code in visitors for of in visitors}


def test_links_of_one_are_refused_by_the_other(own_two: Two) -> None:
    context = own_two.contexts[THURROCK]
    actor = Actor(own_two.person(THURROCK, "p-admin"))
    invitation = invite(context, actor, "new@example.org", "New", (Role.VOLUNTEER,))
    member = context.store.find(TIME_BANK_MEMBERS)[0]
    paths = (
        f"/organiser/{a_link(context, 'shown-published')}",
        invitation.link.removeprefix(context.config.public_url),
        f"/time-bank/me/{member_token(context, member)}",
    )
    found = {
        code: [own_two.stranger(code).get(path) for path in paths]
        for code in (THURROCK, CASTLE_POINT)
    }
    own, other = ([each.status_code for each in answers] for answers in found.values())
    assert own == [200, 302, 200]
    assert found[THURROCK][1].location.startswith("/account/reset/")
    assert (other[1], found[CASTLE_POINT][1].location) == (302, "/account/sign-in")
    assert {other[0], other[2]} <= {404, 410}


def test_a_letter_leads_to_the_site_of_its_authority_and_its_link_works_there_alone(
    own_two: Two,
) -> None:
    before = {code: len(letters(own_two.contexts[code])) for code in own_two.contexts}
    visitor = own_two.stranger(THURROCK)
    token = form_token(visitor, "/account/reset")
    visitor.post("/account/reset", {"csrf_token": token, "email": SHARED_EMAIL})
    sent = letters(own_two.contexts[THURROCK])
    assert len(sent) == before[THURROCK] + 1
    assert len(letters(own_two.contexts[CASTLE_POINT])) == before[CASTLE_POINT]
    (letter,) = [each for each in sent if each.to == SHARED_EMAIL]
    (path,) = re.findall(r"http://thurrock\.localhost:8000(/account/reset/[\w.-]+)", letter.text)
    assert "castle-point" not in letter.text + letter.html
    assert not own_two.contexts[CASTLE_POINT].config.outbox.exists()
    assert own_two.stranger(THURROCK).get(path).status_code == 200
    assert own_two.stranger(CASTLE_POINT).get(path).status_code == 302


def test_tries_at_one_do_not_count_at_the_other(own_two: Two) -> None:
    at = {code: own_two.stranger(code) for code in (THURROCK, CASTLE_POINT)}
    wrong = [type_password(at[THURROCK], "p-volunteer@example.org", "wrong") for _ in range(6)]
    assert wrong == [200] * 5 + [429]
    assert type_password(at[CASTLE_POINT], "p-volunteer@example.org", PASSWORD) == 302


def test_counts_and_locks_of_one_are_not_the_others(own_two: Two) -> None:
    thurrock, castle_point = (own_two.contexts[code] for code in (THURROCK, CASTLE_POINT))
    assert thurrock.hits.add("a name", 600, 3) == 3
    assert (thurrock.hits.count("a name"), castle_point.hits.count("a name")) == (3, 0)
    with thurrock.locks.holding("imports/one", waits=False) as is_held:
        assert is_held
        assert thurrock.locks.is_held("imports/one")
        assert not castle_point.locks.is_held("imports/one")
