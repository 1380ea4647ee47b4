"""What is found about somebody, how it is told in lines, and what they are given."""

import json
from datetime import timedelta

import pytest

from assetmap.domain.checks.check import Check, Method, Outcome
from assetmap.domain.listings.listing import Contact
from assetmap.domain.people.identity import LinkedIdentity
from assetmap.domain.people.people import (
    COMMAND_LINE,
    Account,
    NotAllowed,
    Person,
    RememberedBrowser,
    Role,
    SignIn,
)
from assetmap.domain.privacy.audit import AuditEvent, AuditValue
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.privacy.erasure import erase
from assetmap.services.privacy.personal_data import held_about
from assetmap.services.privacy.personal_export import erased_words, export_person, held_lines
from assetmap.storage.tables import (
    ACCOUNTS,
    CHECKS,
    IDENTITIES,
    PEOPLE,
    REMEMBERED_BROWSERS,
    SIGN_INS,
)
from tests.conftest import ContextMaker
from tests.factories import a_listing

BY = Actor(COMMAND_LINE, "command line")
EMAIL = "vera@example.org"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    """A context whose volunteer Vera runs a listing as well."""
    context = make_context(a_listing("knit", private=Contact(email=EMAIL, name="Vera")))
    now = context.clock.now()
    with context.store.transaction() as uow:
        uow.save(PEOPLE, Person("p-vera", "Vera", EMAIL, (Role.VOLUNTEER,), ("Grays",)))
        codes = ("code-1", "code-2")
        account = Account("p-vera", "MARK", "HASH", "totp", "SECRET", 3, codes)
        uow.save(ACCOUNTS, account)
        uow.save(SIGN_INS, SignIn("SIGN", "p-vera", now, now + timedelta(1), "Firefox"))
        browser = RememberedBrowser("SIGN", "p-vera", "HASH", now, now, now, "Edge")
        uow.save(REMEMBERED_BROWSERS, browser)
        uow.save(IDENTITIES, LinkedIdentity("i", "p-vera", "https://login.example.org", "s-1", now))
        uow.save(CHECKS, Check("c", "knit", now, "p-vera", Method.PHONED, Outcome.NO_ANSWER))
        value = AuditValue("email", "", EMAIL, "salt")
        uow.audit(AuditEvent(now, "command-line", "invited", "person:p-vera"), [value])
        uow.audit(AuditEvent(now, "p-vera", "checked", "listing:knit"))
    return context


def test_lines_say_each_thing_that_is_held(context: Context) -> None:
    assert held_lines(held_about(context, BY, EMAIL)) == (
        f"Staff account of Vera, {EMAIL}",
        "Listing Knit Club (knit), private contact name: Vera",
        f"Listing Knit Club (knit), private email address: {EMAIL}",
        "1 value in the history",
    )
    erased = erase(context, BY, EMAIL)
    assert erased_words(erased) == "1 staff account, 1 listing, 1 value in the history"
    assert held_lines(held_about(context, BY, EMAIL)) == ()
    assert erased_words(erase(context, BY, EMAIL)) == "nothing"


def test_export_has_what_they_did_and_no_secret(context: Context) -> None:
    document = export_person(context, BY, EMAIL)
    (staff,) = document["staff"]
    now = context.clock.now()
    assert staff["account"] == {
        "has_password": True,
        "has_second_factor": True,
        "recovery_codes_left": 2,
        "first_sign_in": "",
    }
    assert staff["did"] == [{"at": now.isoformat(), "what": "checked", "on": "listing:knit"}]
    assert staff["checks"] == [
        {"at": now.isoformat(), "listing": "knit", "method": "Phoned", "outcome": "No answer"}
    ]
    assert [each["device"] for each in staff["sign_ins"]] == ["Firefox"]
    assert staff["remembered_browsers"] == [
        {"device": "Edge", "ended": ""} | dict.fromkeys(("since", "seen", "until"), now.isoformat())
    ]
    assert staff["council_accounts"] == [
        {"issuer": "https://login.example.org", "subject": "s-1", "since": now.isoformat()}
    ]
    assert document["history"] == [
        {
            "at": now.isoformat(),
            "what": "invited",
            "on": "person:p-vera",
            "field": "email",
            "before": "",
            "after": EMAIL,
        }
    ]
    text = json.dumps(document)
    assert [x for x in ("MARK", "HASH", "SECRET", "SIGN", "code-1", "salt") if x in text] == []


def test_what_is_held_is_for_administrators(context: Context) -> None:
    by = Actor(Person("e", roles=(Role.EDITOR,)))
    with pytest.raises(NotAllowed):
        held_about(context, by, EMAIL)
    with pytest.raises(NotAllowed):
        export_person(context, by, EMAIL)
