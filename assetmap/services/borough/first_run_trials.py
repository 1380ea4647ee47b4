"""Two things that only trying can tell: whether the public address answers, and mail goes out."""

import json
from dataclasses import dataclass
from secrets import token_hex

from assetmap.domain.borough.setup_step import SetupOutcome, SetupStep
from assetmap.domain.people.people import Action, require
from assetmap.mail.emails import render_email
from assetmap.mail.transport import NotSent, open_transport
from assetmap.services.borough.first_run import mail_route, note
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.websites.fetching import Fetcher, NotFetched
from assetmap.websites.public_addresses import is_near_or_public

ADDRESS_S = 5.0  # an admin waits for it, and it is our own
MAIL_S = 8.0  # for each step of the conversation
_BYTES_MOST = 10_000
_HERE_ONLY = (
    "It answers, but only on this computer or in its network. Set ASSETMAP_PUBLIC_URL, so that "
    "links in letters and on paper lead to where residents find it."
)


@dataclass(frozen=True)
class Trial:
    """What came of trying something, as sentences."""

    is_well: bool
    says: str


def try_address(context: Context, actor: Actor) -> Trial:
    """Ask our own public address whether it can serve, from this server. Raises NotAllowed."""
    require(actor.person, Action.SET_UP)
    found = _asked(context.config.public_url)
    if found.is_well and not context.config.has_public_url:
        found = Trial(False, _HERE_ONLY)
    _note(context, actor, "address", context.config.public_url, found)
    return found


def try_mail(context: Context, actor: Actor, to: str) -> Trial:
    """Send a letter to an address, by the mail server that the settings name.

    Without one it becomes a file in the outbox. The address is kept nowhere. Raises NotAllowed;
    BadMessage when nobody can be written to at that address.
    """
    require(actor.person, Action.SET_UP)
    config = context.config
    values = {"sent_by": actor.person.name, "link": f"{config.public_url}/work/set-up"}
    letter = render_email("trial", to, token_hex(16), borough=context.borough, **values)
    try:
        open_transport(config, MAIL_S).send(letter, context.clock.now())
    except NotSent as error:
        found = Trial(False, error.reason)
    else:
        found = _sent(context)
    _note(context, actor, "mail", mail_route(context), found)
    return found


def _sent(context: Context) -> Trial:
    if context.config.mail is None:
        where = context.config.outbox
        why = f"No mail server is set, so nobody gets the letter. It lies in {where}."
        return Trial(False, f"{why} Set ASSETMAP_MAIL.")
    says = f"The mail server {mail_route(context)} took the letter. Look whether it has arrived."
    return Trial(True, f"{says} If it has not in ten minutes, look among the spam.")


def _asked(url: str) -> Trial:
    # Our own address may well lead to this machine, where the web server in front listens.
    fetcher = Fetcher(allows=is_near_or_public, seconds=ADDRESS_S, bytes_most=_BYTES_MOST)
    try:
        answer = fetcher.get(f"{url}/healthz")
    except NotFetched as error:
        return Trial(False, _why(error))
    try:
        status = json.loads(answer.data).get("status")
    except (ValueError, AttributeError):
        return Trial(False, "Something else answers there, and not the directory.")
    if status != "ok":
        return Trial(False, "Something answers there, but it does not say that all is well.")
    return Trial(True, "The directory answers there, and says that it is well.")


def _why(error: NotFetched) -> str:
    match error.status:
        case 404:
            return "A web server answers there, but not the directory: it has no such page (404)."
        case 502 | 504:
            return (
                f"A web server answers there, but cannot reach the directory ({error.status}). "
                "Look where it sends visits on to."
            )
        case 503:
            return "It answers that it cannot serve now (503). “assetmap doctor” says why."
    return str(error)


def _note(context: Context, actor: Actor, name: str, about: str, found: Trial) -> None:
    outcome = SetupOutcome.WELL if found.is_well else SetupOutcome.FAILED
    note(context, actor, SetupStep(name, outcome, context.clock.now(), about, found.says))
