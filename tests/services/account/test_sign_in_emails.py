from assetmap.domain.mail_queue import EmailState
from assetmap.domain.people.people import COMMAND_LINE, Role
from assetmap.services.account.people import invite
from assetmap.services.account.sign_in_emails import queue_invitation, queue_reset
from assetmap.services.listing_repository import By
from assetmap.storage.tables import EMAILS
from tests.conftest import DeskMaker
from tests.people import a_person


def test_invitation_is_queued_with_its_link_and_part(make_desk: DeskMaker) -> None:
    desk = make_desk()
    roles = [Role.COORDINATOR, Role.EDITOR]
    invitation = invite(desk, By(COMMAND_LINE), "jo@example.org", "Jo", roles)
    queue_invitation(desk, invitation, COMMAND_LINE)
    (letter,) = desk.store.find(EMAILS)
    assert (letter.to, letter.state) == ("jo@example.org", EmailState.WAITING)
    assert invitation.link in letter.text
    assert "Local Area Coordinator or link worker, Editor" in letter.text
    assert desk.borough.body in letter.text
    assert "The command line" not in letter.text


def test_each_reset_is_a_letter_of_its_own(make_desk: DeskMaker) -> None:
    desk = make_desk()
    someone = a_person(desk, Role.VOLUNTEER)
    for link in ("https://directory.example.org/a", "https://directory.example.org/b"):
        queue_reset(desk, someone, link, desk.clock.now())
    letters = desk.store.find(EMAILS)
    assert [each.to for each in letters] == [someone.email] * 2
    assert "https://directory.example.org/b" in letters[1].text
    assert len({each.about for each in letters}) == 2
