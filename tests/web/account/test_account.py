from dataclasses import replace

import pytest

from assetmap.domain.people.people import Digest, Role
from assetmap.services.account import sign_ins
from assetmap.services.context import Context
from assetmap.storage.tables import PEOPLE, SIGN_INS
from tests.conftest import ContextMaker
from tests.people import a_person, csrf_token, sign_in
from tests.web.adding_forms import fields_of_form
from tests.web.conftest import client_of
from tests.web.inspection import words_of

CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def test_account_lists_where_one_is_signed_in(context: Context) -> None:
    someone = a_person(context, Role.VOLUNTEER, patch=("Tilbury",))
    other = a_person(context, Role.MANAGER)
    sign_ins.start(context, other.id, "MARK-other device")
    sign_ins.start(context, someone.id, "Chrome <b>on Windows")
    signed = sign_in(client_of(context), context, someone)
    page = signed.page("/account")
    assert [words_of(each) for each in page.all("h3")[:2]] == [
        "Firefox on Linux this one",
        "Chrome <b>on Windows",
    ]
    assert "Signed in on 16 March 2026, 09:00. Last used on 16 March 2026, 09:00." in page.words
    assert "MARK-other" not in page.words
    assert "Tilbury" in page.words


def test_ending_one_stops_it_at_once(context: Context) -> None:
    someone = a_person(context, Role.VOLUNTEER)
    lost, here = (sign_in(client_of(context), context, someone) for _ in range(2))
    (lost_id,) = (each.id for each in context.store.find(SIGN_INS, most=1))
    data = {"csrf_token": csrf_token(here)}
    assert here.post(f"/account/sessions/{lost_id}/end", data=data).status_code == 302
    assert lost.get("/account").status_code == 302
    assert "That sign-in is ended." in here.page("/account").words
    assert "That sign-in is ended." not in here.page("/account").words


def test_ending_the_others_spares_this_one(context: Context) -> None:
    someone = a_person(context, Role.VOLUNTEER)
    first, second, here = (sign_in(client_of(context), context, someone) for _ in range(3))
    here.post("/account/sessions/end-others", data={"csrf_token": csrf_token(here)})
    assert [each.get("/account").status_code for each in (first, second, here)] == [302, 302, 200]


def test_sign_in_of_somebody_else_cannot_be_ended(context: Context) -> None:
    someone, other = a_person(context, Role.ADMIN), a_person(context, Role.VOLUNTEER)
    theirs = sign_in(client_of(context), context, other)
    here = sign_in(client_of(context), context, someone)
    (other_id,) = (each.id for each in context.store.find(SIGN_INS, person_id=other.id))
    data = {"csrf_token": csrf_token(here)}
    assert here.post(f"/account/sessions/{other_id}/end", data=data).status_code == 404
    assert theirs.get("/account").status_code == 200


@pytest.mark.parametrize("chosen", ["daily", "weekly", "none"])
def test_one_chooses_how_often_to_be_written_to(context: Context, chosen: str) -> None:
    someone, other = a_person(context, Role.VOLUNTEER), a_person(context, Role.EDITOR)
    here = sign_in(client_of(context), context, someone)
    assert fields_of_form(here.page("/account"), "/account/emails")["emails"] == "none"
    data = {"csrf_token": csrf_token(here), "emails": chosen}
    assert here.post("/account/emails", data=data).status_code == 303
    page = here.page("/account")
    assert "Your choice of emails is kept." in page.words
    assert fields_of_form(page, "/account/emails")["emails"] == chosen
    assert context.store.get(PEOPLE, someone.id) == replace(someone, digest=Digest(chosen))
    assert context.store.get(PEOPLE, other.id) == other
    done = [x.entry.happening for x in context.store.audited(what="chose their emails")]
    assert [each.subject for each in done] == ["person:p-volunteer"] * (chosen != "none")


def test_choice_made_up_in_the_form_is_refused(context: Context) -> None:
    someone = a_person(context, Role.VOLUNTEER)
    here = sign_in(client_of(context), context, someone)
    data = {"csrf_token": csrf_token(here), "emails": "hourly"}
    answer = here.post("/account/emails", data=data)
    assert answer.status_code == 422
    assert "Choose how often." in answer.text
    assert context.store.get(PEOPLE, someone.id) == someone
