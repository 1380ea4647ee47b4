"""Two authorities with everything in both, each marked as its own, and ways to look at them."""

from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property

from flask.testing import FlaskClient
from werkzeug.datastructures import Headers
from werkzeug.test import Client, TestResponse

from assetmap.app import create_app
from assetmap.config import Config
from assetmap.domain.people.people import STAFF, Person, Role
from assetmap.installation import Installation, opened_installation
from assetmap.installation_app import InstallationApp, create_installation_app
from assetmap.services.context import Context
from assetmap.storage.tables import PEOPLE
from tests.everything import keep_everything, keep_time_bank, marked_listings
from tests.installations import CASTLE_POINT, THURROCK
from tests.marking import marking_by
from tests.people import a_person, sign_in

MARKS = {THURROCK: "qxhush", CASTLE_POINT: "qzwhisper"}  # no words, and part of none
OTHER = {THURROCK: CASTLE_POINT, CASTLE_POINT: THURROCK}
KEY = "one key for all authorities of the tests, and of nothing else"
SHARED_EMAIL = "both@example.org"  # of somebody who works for both, as an editor and as an admin
ROLES_OF_BOTH = {THURROCK: Role.EDITOR, CASTLE_POINT: Role.ADMIN}


class Two:
    """An installation whose authorities stay open. Each has people of every role by one id."""

    def __init__(self, config: Config) -> None:
        self._open = ExitStack()
        self.installation: Installation = self._open.enter_context(
            opened_installation(replace(config, secret_key=KEY))
        )
        self.contexts: dict[str, Context] = {
            code: self._open.enter_context(self.installation.lent(code)) for code in MARKS
        }

    @cached_property
    def site(self) -> InstallationApp:
        """The app of all."""
        return create_installation_app(self.installation)

    def fill(self) -> None:
        """Have everything in both: each noun, each status, a time bank, and people."""
        for code, context in self.contexts.items():
            with marking_by(MARKS[code]):
                with context.unit_of_work() as uow:
                    for listing in marked_listings():
                        uow.save_listing(listing)
                keep_everything(context, is_for_pages=True)
                keep_time_bank(context)
            for role in STAFF:
                a_person(context, role, name=f"{MARKS[code]} {role}", own=("shown-published",))
            role = ROLES_OF_BOTH[code]
            a_person(context, role, id="p-both", email=SHARED_EMAIL, name=f"{MARKS[code]} both")

    def person(self, code: str, id_: str) -> Person:
        """Somebody of an authority."""
        return self.contexts[code].store.get(PEOPLE, id_)

    def stranger(self, code: str) -> "Visitor":
        """A browser at the site of an authority."""
        return Visitor(self, code)

    def signed_in(self, code: str, id_: str) -> "Visitor":
        """A browser at the site of an authority in which one of its people is signed in."""
        visitor = Visitor(self, code)
        visitor.take_cookie(self.cookie_of(code, id_))
        return visitor

    def cookie_of(self, code: str, id_: str) -> str:
        """The cookie of somebody who is signed in."""
        context = self.contexts[code]
        client: FlaskClient = create_app(context).test_client()
        cookie = sign_in(client, context, self.person(code, id_)).get_cookie("staff")
        assert cookie is not None
        return cookie.value

    def close(self) -> None:
        """Let go of both."""
        self._open.close()


class Visitor:
    """A browser that asks the installation for the site of one authority, by its host."""

    def __init__(self, two: Two, code: str) -> None:
        self._authority = two.installation.authorities[code]
        self._client = Client(two.site)

    def take_cookie(self, value: str) -> None:
        """Send a cookie of staff from now on, wherever it came from."""
        self._client.set_cookie("staff", value, domain=self._authority.host)

    def get(self, address: str, **headers: str) -> TestResponse:
        """The answer to an address of the site."""
        url = self._authority.public_url
        return self._client.get(address, base_url=url, headers=Headers(list(headers.items())))

    def post(self, address: str, data: dict[str, str]) -> TestResponse:
        """The answer to a form that is sent there."""
        url = self._authority.public_url
        sent_from = {"Origin": url, "Referer": f"{url}{address}"}
        return self._client.post(address, base_url=url, data=data, headers=Headers(sent_from))
