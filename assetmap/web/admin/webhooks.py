"""`/work/webhooks`: an admin says which programs elsewhere are told of changes."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.clock import LONDON
from assetmap.domain.people.people import Action
from assetmap.domain.public_change import EventType
from assetmap.domain.validation import Problem
from assetmap.domain.webhook import (
    TEST,
    BadWebhook,
    MessageState,
    Webhook,
    WebhookMessage,
    readable_secret,
)
from assetmap.services.listing_repository import Actor
from assetmap.services.open_data.public_changes import note_changes
from assetmap.services.webhooks import subscriptions
from assetmap.web.formatting import counted, moment_words
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

webhooks = Blueprint("webhooks", __name__, url_prefix="/work/webhooks")

_SHOWN = 5  # of the newest messages to an address
_STATES = {
    MessageState.WAITING: "Waits to be sent",
    MessageState.DELIVERED: "Arrived",
    MessageState.GIVEN_UP: "Given up",
}


@dataclass(frozen=True)
class SentLine:
    """One of the newest messages, in words."""

    what: str  # `listing.changed: knit-club`
    when: str
    came_to: str  # `Arrived: it answered 200`


@dataclass(frozen=True)
class WebhookLine:
    """One address as the page has it."""

    id: str
    url: str
    events: str
    why_off: str
    secrets: str  # that two count, and until when
    can_turn_on: bool
    sent: tuple[SentLine, ...]
    given_up: int


@dataclass(frozen=True)
class WebhooksPage:
    """`/work/webhooks`. `events` are the values and words of the boxes."""

    title: str
    lines: tuple[WebhookLine, ...]
    events: tuple[tuple[str, str, str], ...]
    typed_url: str = ""
    chosen: tuple[str, ...] = tuple(EventType)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class SecretPage:
    """A secret, shown this once. `is_new` when the address has none before it."""

    title: str
    url: str
    secret: str
    is_new: bool


@webhooks.get("")
@needs(Action.MANAGE_WEBHOOKS)
def every() -> str:
    """Every address that is told of changes, what came of it last, and the form for another."""
    return render_template("admin/webhooks.html", page=_page())


@webhooks.post("")
@needs(Action.MANAGE_WEBHOOKS)
def add() -> ResponseReturnValue:
    """Have an address told of changes; shows its secret, this once."""
    url, events = request.form.get("url", ""), request.form.getlist("events")
    note_changes(context())  # what came before it is told to nobody
    try:
        webhook, secret = subscriptions.add_webhook(context(), Actor(staff()), url, events)
    except BadWebhook as error:
        at = "events" if str(error).startswith("Choose") else "url"
        page = _page(typed_url=url, chosen=tuple(events), problems=(Problem(at, str(error)),))
        return render_template("admin/webhooks.html", page=page), 422
    return _secret_page(webhook, secret, is_new=True)


@webhooks.post("/<webhook_id>/secret")
@needs(Action.MANAGE_WEBHOOKS)
def new_secret(webhook_id: str) -> str:
    """A new secret, shown this once; the one before counts for another day."""
    made = subscriptions.new_secret_of(context(), Actor(staff()), webhook_id)
    return _secret_page(*made, is_new=False)


@webhooks.post("/<webhook_id>/test")
@needs(Action.MANAGE_WEBHOOKS)
def test(webhook_id: str) -> ResponseReturnValue:
    """Send a message that says nothing, to see whether it arrives."""
    subscriptions.send_test(context(), Actor(staff()), webhook_id)
    return _back("We are sending a test. Load this page again in a moment to see what came of it.")


@webhooks.post("/<webhook_id>/again")
@needs(Action.MANAGE_WEBHOOKS)
def again(webhook_id: str) -> ResponseReturnValue:
    """Try again what was given up."""
    count = subscriptions.send_again(context(), Actor(staff()), webhook_id)
    return _back(f"We are trying {counted(count, 'message')} again.")


@webhooks.post("/<webhook_id>/off")
@needs(Action.MANAGE_WEBHOOKS)
def turn_off(webhook_id: str) -> ResponseReturnValue:
    """Tell an address nothing for now."""
    subscriptions.turn(context(), Actor(staff()), webhook_id, on=False)
    return _back("Turned off. It is told nothing until you turn it on.")


@webhooks.post("/<webhook_id>/on")
@needs(Action.MANAGE_WEBHOOKS)
def turn_on(webhook_id: str) -> ResponseReturnValue:
    """Tell an address of changes again, from now on."""
    note_changes(context())
    subscriptions.turn(context(), Actor(staff()), webhook_id, on=True)
    return _back("Turned on. It is told of changes from now on.")


@webhooks.post("/<webhook_id>/remove")
@needs(Action.MANAGE_WEBHOOKS)
def remove(webhook_id: str) -> ResponseReturnValue:
    """Forget an address, and what waits for it."""
    subscriptions.remove_webhook(context(), Actor(staff()), webhook_id)
    return _back("Removed.")


def _back(words: str) -> ResponseReturnValue:
    flash(words)
    return redirect(url_for("webhooks.every"), 303)


def _secret_page(webhook: Webhook, secret: bytes, *, is_new: bool) -> str:
    page = SecretPage("Copy this secret now", webhook.url, readable_secret(secret), is_new)
    return render_template("admin/webhook_secret.html", page=page)


def _page(
    *,
    typed_url: str = "",
    chosen: tuple[str, ...] = tuple(EventType),
    problems: tuple[Problem, ...] = (),
) -> WebhooksPage:
    found = subscriptions.webhooks(context(), Actor(staff()))
    events = tuple((each.value, each.label, each.value) for each in EventType)
    lines = tuple(map(_line, found))
    return WebhooksPage(
        "Programs that are told of changes", lines, events, typed_url, chosen, problems
    )


def _line(webhook: Webhook) -> WebhookLine:
    lost = subscriptions.given_up(context(), webhook.id)
    newest = subscriptions.messages_of(context(), webhook.id, _SHOWN)
    return WebhookLine(
        webhook.id,
        webhook.url,
        ", ".join(webhook.events),
        webhook.why_off,
        _two_secrets(webhook),
        webhook.why_off != subscriptions.KEY_REPLACED,
        tuple(map(_sent, newest)),
        lost,
    )


def _two_secrets(webhook: Webhook) -> str:
    until = webhook.old_until
    if until is None or context().clock.now() >= until:
        return ""
    return f"Two secrets count until {moment_words(until.astimezone(LONDON))}"


def _sent(message: WebhookMessage) -> SentLine:
    result = f": {message.result[0].lower()}{message.result[1:]}" if message.result else ""
    what = "Test" if message.type == TEST else f"{message.type}: {message.listing_id}"
    when = moment_words((message.tried_at or message.at).astimezone(LONDON))
    return SentLine(what, when, f"{_STATES[message.state]}{result}")
