"""With a new key everything ends that hung on the old one, is counted, and can be had again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assetmap.app import create_app
from assetmap.bootstrap import open_context
from assetmap.config import Config
from assetmap.domain.listings.listing import Contact
from assetmap.domain.people.people import COMMAND_LINE, Account, Role
from assetmap.services.account import email_codes, remembered_browsers, sign_ins
from assetmap.services.account.people import invite
from assetmap.services.account.sign_in_emails import queue_invitation
from assetmap.services.backup.keys import KeyRefused, check_of
from assetmap.services.backup.new_key import REPLACED, Ended, replace_key
from assetmap.services.checks.organiser_requests import ask_now
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.privacy.audit import prove
from assetmap.services.privacy.do_not_list import add, refused
from assetmap.services.webhooks.subscriptions import KEY_REPLACED, add_webhook
from assetmap.storage.secret_key import kept_key, key_path
from assetmap.storage.tables import ACCOUNTS, EMAILS, LINKS, PEOPLE, SHEETS, WEBHOOKS
from tests.conftest import config_at
from tests.people import csrf_token
from tests.storage import home_0_1 as held
from tests.storage.test_earlier_home import left_at
from tests.web.conftest import client_of

BY = Actor(COMMAND_LINE, "command line")


@pytest.fixture
def config(tmp_path: Path, postcode_cache: Path) -> Config:
    """The settings of a directory that has been used, with its key in it."""
    return replace(config_at(left_at(tmp_path / "home"), postcode_cache), secret_key="")


def use(config: Config) -> None:
    """Use all that hangs on the key once more."""
    context = open_context(config)
    vera = context.store.get(PEOPLE, "p-vera")
    sign_ins.start(context, vera.id, "Firefox")
    remembered_browsers.remember(context, vera.id, "Firefox")
    assert email_codes.send(context, vera, "attempt")
    invitation = invite(context, BY, "new@example.org", "New", [Role.VOLUNTEER])
    queue_invitation(context, invitation, COMMAND_LINE)
    assert ask_now(context, BY, "knit")
    add_webhook(context, BY, "https://mycare.example/hook", ["listing.closed"])
    add(context, BY, "Named", Contact(email="named@example.org"))
    context.close()


@pytest.fixture
def context(config: Config) -> Iterator[Context]:
    """That directory as a restore leaves it: its key is lost."""
    use(config)
    key_path(config.home).unlink()
    context = open_context(config, needs_key=False)
    yield context
    context.close()


def test_what_ends_is_counted_and_audited(config: Config, context: Context) -> None:
    people = context.store.find(PEOPLE)
    assert replace_key(config, context, BY) == Ended(
        sign_ins=2,
        second_factors=1,
        invitations=1,
        links=2,
        letters=3,
        known_by_name_alone=2,
        not_known=1,
        webhooks=1,
    )
    entries = [each.entry.happening for each in context.store.audited()]
    last = entries[-1]
    assert (last.what, last.subject, last.by, last.origin) == (
        *(REPLACED, "secret-key", "command-line", "command line"),
    )
    assert (entries[-2].what, entries[-2].subject) == ("reset second factor", "person:p-edna")
    assert prove(context).broken is None
    assert context.store.find(PEOPLE) == people
    assert len(context.store.find(SHEETS)) == 4


def test_accounts_keep_their_passwords_and_nothing_keyed(config: Config, context: Context) -> None:
    replace_key(config, context, BY)
    accounts = {each.id: each for each in context.store.find(ACCOUNTS)}
    marks = {each.mark for each in accounts.values()}
    assert len(marks) == 3
    assert not marks & {"mark-vera", "mark-edna"}
    bare = {
        id_: replace(each, mark="", first_sign_in=None, second_factor_counter=0)
        for id_, each in accounts.items()
    }
    assert bare["p-vera"] == Account("p-vera", "", held.PASSWORD_HASH)
    assert bare["p-edna"] == Account("p-edna", "", held.PASSWORD_HASH)
    assert accounts["p-edna"].second_factor_counter == 3
    assert sign_ins.current_sign_in(context, context.store.get(PEOPLE, "p-vera")) == ()
    assert remembered_browsers.still_remembered(context, "p-vera") == ()


def test_webhooks_are_off_until_there_is_a_new_secret(config: Config, context: Context) -> None:
    replace_key(config, context, BY)
    assert [each.why_off for each in context.store.find(WEBHOOKS)] == [KEY_REPLACED]


def test_letters_that_lead_nowhere_are_gone_and_owners_are_told(
    config: Config, context: Context
) -> None:
    replace_key(config, context, BY)
    abouts = [letter.about.partition(":")[0] for letter in context.store.find(EMAILS)]
    assert abouts == ["check", "check", "check", "second-factor"]
    (told,) = context.store.find(EMAILS, newest_first=True, most=1)
    assert told.to == "Edna@Example.org"
    assert [link.id for link in context.store.find(LINKS)] == ["link-2"]  # which was used


def test_directory_works_with_the_new_key(config: Config, context: Context) -> None:
    replace_key(config, context, BY)
    context.close()
    after = open_context(config)
    assert after.config.secret_key == kept_key(config.home) != held.SECRET_KEY
    client = create_app(after).test_client(use_cookies=True)
    form = {"email": "edna@example.org", "password": held.PASSWORD}
    token = csrf_token(client, "/account/sign-in")
    answer = client.post("/account/sign-in", data={"csrf_token": token, **form})
    assert answer.status_code == 302
    assert "second-factor" in answer.location or "tf-setup" in answer.location
    assert client.get(f"/organiser/{held.LINK}").status_code == 404
    assert "Lifts to the surgery" in client_of(after).page("/sheet/KITE-4820").words
    assert ask_now(after, BY, "knit")  # is asked again, though asked today already
    after.close()


def test_who_asked_not_to_be_listed_is_known_by_name_alone(
    config: Config, context: Context
) -> None:
    replace_key(config, context, BY)
    context.close()
    after = open_context(config)
    named = replace(held.KNIT, id="new", name="Named", private=Contact())
    by_email = replace(held.KNIT, id="new", private=Contact(email="named@example.org"))
    assert refused(after, named) is not None
    assert refused(after, by_email) is None
    after.close()


def test_key_of_the_settings_becomes_the_new_one(config: Config, context: Context) -> None:
    settings = replace(config, secret_key="a key of the settings, newly set")
    replace_key(settings, context, BY)
    assert not key_path(config.home).exists()
    open_context(settings).close()


def test_key_that_fits_is_not_given_up(config: Config, context: Context) -> None:
    key_path(config.home).write_text(held.SECRET_KEY)
    before = check_of(context.store), list(context.store.audited())
    with pytest.raises(KeyRefused, match="nothing has to end"):
        replace_key(config, context, BY)
    assert (check_of(context.store), list(context.store.audited())) == before


@pytest.mark.parametrize("content", ["short", "another key, and long enough for one"])
def test_key_that_does_not_fit_is_renamed(config: Config, context: Context, content: str) -> None:
    key_path(config.home).write_text(content)
    replace_key(config, context, BY)
    (aside,) = config.home.glob("secret.key.replaced-*")
    assert aside.read_text() == content
    open_context(config).close()
