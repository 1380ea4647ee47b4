"""`webhooks`: the addresses that are told of changes."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from assetmap.cli.opening import opened
from assetmap.domain.people.people import COMMAND_LINE
from assetmap.domain.public_change import EventType
from assetmap.domain.webhook import BadWebhook, Webhook, readable_secret
from assetmap.services.listing_repository import Actor
from assetmap.services.open_data.public_changes import note_changes, tell
from assetmap.services.webhooks import subscriptions
from assetmap.services.webhooks.webhook_queue import WebhookDelivery

_BY = Actor(COMMAND_LINE, "command line")
_EVENT = click.Choice([str(each) for each in EventType])


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except BadWebhook as error:
        raise click.ClickException(str(error)) from error


@click.group()
def webhooks() -> None:
    """Programs elsewhere that are told when a listing is added, changed or taken off."""


@webhooks.command("list")
def list_command() -> None:
    """List every address with what it is told of, and what its newest message came to."""
    with opened(needs_key=False) as context:
        found = subscriptions.webhooks(context, _BY)
        newest = {each.id: subscriptions.messages_of(context, each.id, 1) for each in found}
    for each in found:
        last = "; ".join(f"last: {x.state}{_because(x.result)}" for x in newest[each.id])
        click.echo(
            f"{each.id}  {each.url}  {', '.join(each.events)}  {_state(each)}  {last}".rstrip()
        )
    if not found:
        click.echo("None yet. Begin with: assetmap webhooks add URL")


@webhooks.command()
@click.argument("url")
@click.option(
    "--event", "events", multiple=True, type=_EVENT, help="May be repeated. [default: every event]"
)
@click.option(
    "--allow-private", is_flag=True, help="It may be on this machine or in its own network."
)
def add(url: str, events: tuple[str, ...], allow_private: bool) -> None:
    """Tell URL of changes from now on; prints the secret to check messages with, this once."""
    wanted = events or tuple(EventType)
    with opened() as context, _refusals():
        note_changes(context)  # what came before it is told to nobody
        webhook, secret = subscriptions.add_webhook(
            context, _BY, url, wanted, may_be_private=allow_private
        )
    click.echo(f"{webhook.id} is told of {', '.join(webhook.events)}. Its secret, shown this once:")
    click.echo(readable_secret(secret))


@webhooks.command()
@click.argument("name", metavar="ID")
def remove(name: str) -> None:
    """Tell the address with this ID (see list) nothing more, and forget it."""
    with opened() as context:
        subscriptions.remove_webhook(context, _BY, name)
    click.echo(f"{name} is removed")


@webhooks.command()
def deliver() -> None:
    """Note what changed and send what waits, as `upkeep deliver` does every few minutes."""
    with opened() as context:
        click.echo(delivered_words(tell(context)))


def delivered_words(done: WebhookDelivery) -> str:
    """What came of sending, on a line."""
    messages = "message" if done.delivered == 1 else "messages"
    return (
        f"{done.delivered:,} {messages} to webhooks delivered, {done.later:,} waiting, "
        f"{done.given_up:,} given up"
    )


def _state(webhook: Webhook) -> str:
    return "on" if webhook.is_on else f"off ({webhook.why_off})"


def _because(result: str) -> str:
    return f" ({result})" if result else ""
