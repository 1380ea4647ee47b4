from dataclasses import replace

import pytest

from assetmap.domain.mail_queue import EmailState
from assetmap.domain.people.people import COMMAND_LINE, Role
from assetmap.identity_provider import IdentityProvider
from assetmap.services.account.people import invite
from assetmap.services.account.sign_in_emails import queue_invitation, queue_reset
from assetmap.services.listing_repository import Actor
from assetmap.storage.tables import EMAILS
from tests.conftest import ContextMaker
from tests.people import a_person


def test_invitation_is_queued_with_its_link_and_part(make_context: ContextMaker) -> None:
    context = make_context()
    roles = [Role.COORDINATOR, Role.EDITOR]
    invitation = invite(context, Actor(COMMAND_LINE), "jo@example.org", "Jo", roles)
    queue_invitation(context, invitation, COMMAND_LINE)
    (letter,) = context.store.find(EMAILS)
    assert (letter.to, letter.state) == ("jo@example.org", EmailState.WAITING)
    assert invitation.link in letter.text
    assert "Local Area Coordinator or link worker, Editor" in letter.text
    assert context.borough.body in letter.text
    assert "The command line" not in letter.text


@pytest.mark.parametrize(
    ("role", "is_for_all", "needs_password"),
    [(Role.EDITOR, False, True), (Role.EDITOR, True, False), (Role.ADMIN, True, True)],
)
def test_invitation_leads_to_the_council_account_where_that_is_the_only_way(
    make_context: ContextMaker, role: Role, is_for_all: bool, needs_password: bool
) -> None:
    context = make_context()
    provider = IdentityProvider("https://login.example.org", "x", "y", is_for_all=is_for_all)
    context.config = replace(context.config, identity_provider=provider)
    invitation = invite(context, Actor(COMMAND_LINE), "jo@example.org", "Jo", [role])
    queue_invitation(context, invitation, COMMAND_LINE)
    (letter,) = context.store.find(EMAILS)
    council = "http://127.0.0.1:8000/account/oidc"
    for text in (letter.text, letter.html):
        assert (council not in text, invitation.link in text) == (needs_password, needs_password)
        assert ("choose a password" in text) == needs_password
        assert ("sign in with your council account" in text) == (not needs_password)


def test_each_reset_is_a_letter_of_its_own(make_context: ContextMaker) -> None:
    context = make_context()
    someone = a_person(context, Role.VOLUNTEER)
    for link in ("https://directory.example.org/a", "https://directory.example.org/b"):
        queue_reset(context, someone, link, context.clock.now())
    letters = context.store.find(EMAILS)
    assert [each.to for each in letters] == [someone.email] * 2
    assert "https://directory.example.org/b" in letters[1].text
    assert len({each.about for each in letters}) == 2
