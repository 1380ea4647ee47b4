"""The page of webhooks: an admin adds one, sees its secret once, tries it, and turns it off."""

import base64
import re

import pytest

from assetmap.domain.people.people import Role
from assetmap.domain.webhook import MessageState
from assetmap.services.context import Context
from assetmap.services.webhooks.subscriptions import lose_secrets
from assetmap.services.webhooks.webhook_queue import deliver_messages
from assetmap.services.webhooks.webhook_secrets import signing_secrets
from assetmap.storage.tables import CHANGES_SEEN, WEBHOOK_MESSAGES, WEBHOOKS
from assetmap.websites.http_post import PostResult
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.services.webhooks.hooks import a_webhook
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of

PAGE = "/work/webhooks"
URL = "https://mycare.example/hook?a=<b>"
SECRET = re.compile(r"whsec_([A-Za-z0-9+/=]{44})")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing())


@pytest.fixture
def boss(context: Context) -> Client:
    return sign_in(client_of(context), context, a_person(context, Role.ADMIN))


def post(client: Client, address: str, **fields: object) -> int:
    answer = client.post(address, data={"csrf_token": csrf_token(client), **fields})
    return answer.status_code


def test_secret_is_shown_once_and_signs(context: Context, boss: Client) -> None:
    boss.page(PAGE)
    assert post(boss, PAGE, url=URL, events=["listing.closed", "listing.changed"]) == 200
    assert boss.last is not None
    found = SECRET.search(boss.last.words)
    assert found
    assert URL in boss.last.words
    (webhook,) = context.store.find(WEBHOOKS)
    assert webhook.events == ("listing.changed", "listing.closed")
    secret = base64.b64decode(found[1])
    assert signing_secrets(context, webhook, context.clock.now()) == (secret,)
    assert context.store.count(CHANGES_SEEN) == 1
    assert not SECRET.search(boss.page(PAGE).words)
    assert post(boss, f"{PAGE}/{webhook.id}/secret") == 200
    other = SECRET.search(boss.last.words)
    assert other
    assert other[0] != found[0]
    assert "The secret from before works for one more day." in boss.last.words
    assert "Two secrets count until 17 March 2026, 09:00." in boss.page(PAGE).words


@pytest.mark.parametrize(
    ("url", "events", "said"),
    [
        ("http://10.0.0.1/<b>", ["listing.closed"], "Enter an address of the public internet"),
        ("nonsense", ["listing.closed"], "Enter a web address that begins with https://"),
        ("https://a.example/", [], "Choose at least one of listing.published"),
        ("https://a.example/", ["listing.eaten"], "Choose at least one of listing.published"),
    ],
)
def test_mistakes_are_told_beside_what_was_typed(
    context: Context, boss: Client, url: str, events: list[str], said: str
) -> None:
    assert post(boss, PAGE, url=url, events=events) == 422
    assert boss.last is not None
    assert said in boss.last.words
    (box,) = (each for each in boss.last.all("input") if each.get("name") == "url")
    assert box.get("value") == url
    assert context.store.count(WEBHOOKS) == 0


def test_test_is_sent_and_its_result_told(context: Context, boss: Client) -> None:
    webhook, _ = a_webhook(context)
    # Nothing is sent by itself here: the name leads nowhere.
    assert context.mail_sender is not None
    context.mail_sender.close()
    assert post(boss, f"{PAGE}/{webhook.id}/test") == 303
    assert "Waits to be sent" in boss.page(PAGE).words
    deliver_messages(context, post=lambda *_: PostResult(500, "It answered 500"))
    words = boss.page(PAGE).words
    assert "Given up: it answered 500" in words
    assert "1 message given up." in words
    assert "We cannot tell mycare.example of changes" in boss.page("/work").words
    assert post(boss, f"{PAGE}/{webhook.id}/again") == 303
    states = [each.state for each in context.store.find(WEBHOOK_MESSAGES)]
    assert states == [MessageState.WAITING]


def test_turned_off_on_and_removed(context: Context, boss: Client) -> None:
    webhook, _ = a_webhook(context)
    assert post(boss, f"{PAGE}/{webhook.id}/off") == 303
    assert "Turned off by an admin." in boss.page(PAGE).words
    assert post(boss, f"{PAGE}/{webhook.id}/on") == 303
    assert context.store.get(WEBHOOKS, webhook.id).is_on
    assert post(boss, f"{PAGE}/{webhook.id}/remove") == 303
    assert "There are none yet." in boss.page(PAGE).words
    assert post(boss, f"{PAGE}/{webhook.id}/remove") == 404


def test_lost_secret_offers_a_new_one_alone(context: Context, boss: Client) -> None:
    a_webhook(context)
    with context.unit_of_work() as uow:
        lose_secrets(context, uow)
    page = boss.page(PAGE)
    assert "so the secret is lost" in page.words
    buttons = {words_of(each) for each in page.all("button")}
    assert "Make a new secret" in buttons
    assert {"Turn on", "Turn off"} & buttons == set()


def test_nobody_else_may_and_no_post_without_a_token(context: Context, boss: Client) -> None:
    assert boss.post(PAGE, data={"url": URL}).status_code == 400
    for role in (Role.EDITOR, Role.MANAGER, Role.VOLUNTEER):
        other = sign_in(client_of(context), context, a_person(context, role))
        assert other.get(PAGE).status_code == 403
