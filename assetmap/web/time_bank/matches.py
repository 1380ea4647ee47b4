"""`/work/time-bank/matches`: wants for which nothing is arranged, and the offers that fit each."""

from dataclasses import dataclass

from flask import Blueprint, render_template, url_for

from assetmap.domain.areas.area_set import AreaKind
from assetmap.domain.people.people import Action
from assetmap.domain.time_bank.balance_words import talk_words
from assetmap.domain.time_bank.items import TimeBankItem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import account_titles
from assetmap.services.time_bank.matching import Match, matches_of, want_of, wants_to_match
from assetmap.web.formatting import long_date
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.switch import only_while_on

matches = only_while_on(
    Blueprint("time_bank_matches", __name__, url_prefix="/work/time-bank/matches")
)

_NOT_YET = "Somebody who is no member yet"


@dataclass(frozen=True)
class ItemLine:
    """An offer or a want: what, whose, and what else is known of it, each in a few words."""

    title: str
    details: str
    who: str
    facts: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True)
class WantsPage:
    """`/work/time-bank/matches`: the wants for which nothing is arranged, the oldest first."""

    title: str
    wants: tuple[ItemLine, ...]


@dataclass(frozen=True)
class MatchLine:
    """An offer that fits: why, the rule for a first exchange, and where it can be arranged."""

    offer: ItemLine
    reasons: tuple[str, ...]
    first: str
    arrange_url: str


@dataclass(frozen=True)
class MatchesPage:
    """`/work/time-bank/matches/<id>`: one want with the offers that fit it best."""

    title: str
    want: ItemLine
    matches: tuple[MatchLine, ...]
    talk: str  # why to have a talk with whoever wants it, never a reason to stop
    arrange_url: str  # with somebody who is not among them


@matches.get("")
@needs(Action.RUN_TIME_BANK)
def every() -> str:
    """Wants without a match: the oldest first."""
    page = wants_page(context(), Actor(staff()))
    return render_template("time_bank/matches.html", page=page)


@matches.get("/<item_id>")
@needs(Action.RUN_TIME_BANK)
def of_want(item_id: str) -> str:
    """A want with the offers that fit it best."""
    page = matches_page(context(), Actor(staff()), item_id)
    return render_template("time_bank/matches_of_want.html", page=page)


def wants_page(context: Context, actor: Actor) -> WantsPage:
    """The page of the wants that wait."""
    titles = account_titles(context)
    lines = (
        _line(context, titles, each, url_for(".of_want", item_id=each.id))
        for each in wants_to_match(context, actor)
    )
    return WantsPage("Wants without a match", tuple(lines))


def matches_page(context: Context, actor: Actor, item_id: str) -> MatchesPage:
    """The page of one want. Raises NotAllowed, NotFound."""
    want, titles = want_of(context, actor, item_id), account_titles(context)
    balance = context.store.ledger.balance(want.account) if want.account else 0
    rules = context.borough.time_bank
    return MatchesPage(
        want.title,
        _line(context, titles, want),
        tuple(_match(context, titles, want, each) for each in matches_of(context, actor, want)),
        talk_words(titles.get(want.account, ""), balance, rules) if want.account else "",
        url_for("time_bank_exchanges.new_form", want=want.id),
    )


def _match(context: Context, titles: dict[str, str], want: TimeBankItem, match: Match) -> MatchLine:
    url = url_for("time_bank_exchanges.new_form", want=want.id, offer=match.offer.id)
    reasons = match.fit.reasons
    in_sentence = tuple(f"{each[0].upper()}{each[1:]}" for each in reasons)
    return MatchLine(_line(context, titles, match.offer), in_sentence, match.first, url)


def _line(context: Context, titles: dict[str, str], item: TimeBankItem, url: str = "") -> ItemLine:
    words = context.borough.words.category
    wards = context.areas.current(AreaKind.WARD, context.clock.today())
    ward = wards.by_code.get(item.ward) if wards else None
    number = f" ({item.account})" if item.account in titles else ""
    facts = (
        words[item.category].label if item.category in words else "",
        ward.name if ward else "",
        ", ".join(item.days),
        ", ".join(each.label.lower() for each in item.places),
        *(each.label for each in item.preferences),
        f"since {long_date(item.since)}",
    )
    who = f"{titles.get(item.account, _NOT_YET)}{number}"
    return ItemLine(item.title, item.details, who, tuple(filter(None, facts)), url)
