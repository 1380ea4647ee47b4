"""Somebody asks to join: a member who has only applied, and what they would give and like.

What they wrote stays with them until a broker has met them: none of it is public or matched.
"""

from dataclasses import dataclass
from datetime import timedelta

from assetmap.domain.people.people import Action, require
from assetmap.domain.phone import all_figures
from assetmap.domain.place import parse_postcode
from assetmap.domain.text import fold
from assetmap.domain.time_bank.items import ItemKind, ItemState, TimeBankItem
from assetmap.domain.time_bank.members import ContactBy, Member, Stage, StageChange
from assetmap.exchange.values import short
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, new_id
from assetmap.services.time_bank.accounts import add_member
from assetmap.services.time_bank.wards import current_wards
from assetmap.storage.tables import TIME_BANK_ITEMS, TIME_BANK_MEMBERS
from assetmap.storage.unit_of_work import UnitOfWork

A_DAY = 40  # people who can apply in a day: numbers of the ledger are for good
_TITLE_LONGEST = 80


class TooMany(Exception):
    """So many have applied today that it cannot be people alone."""


@dataclass(frozen=True)
class Application:
    """What somebody typed: their name, how to reach them, where they live, and what they would
    give and like to be given, which may be empty.
    """

    name: str
    phone: str
    email: str
    where: str
    give: str = ""
    want: str = ""


def keep_application(context: Context, actor: Actor, application: Application) -> None:
    """Keep somebody who would like to join. Who applied already and has not been met is not kept
    twice, and nobody is told which of the two it was. Raises TooMany, NotAllowed.
    """
    require(actor.person, Action.SUGGEST)
    with context.unit_of_work() as uow:
        waiting = context.store.find(TIME_BANK_MEMBERS, stage=Stage.APPLIED)
        if any(_is_same(each, application) for each in waiting):
            return
        today = context.clock.today()
        if sum(each.since(Stage.APPLIED) == today for each in waiting) >= A_DAY:
            raise TooMany
        member = add_member(context, uow, actor, _member(context, actor, application))
        for kind, text in ((ItemKind.OFFER, application.give), (ItemKind.WANT, application.want)):
            if text.strip():
                _keep(context, uow, member, kind, text.strip())


def _member(context: Context, actor: Actor, application: Application) -> Member:
    """The member as they applied: of a postcode the ward is known, of a place it is asked."""
    where = " ".join(application.where.split())
    postcode = parse_postcode(where)
    return Member(
        id="",
        name=" ".join(application.name.split()),
        email=application.email.strip(),
        phone=application.phone.strip(),
        address="" if postcode else where,
        postcode=str(postcode) if postcode else "",
        ward=_ward_of(context, str(postcode)) if postcode else "",
        stages=(StageChange(Stage.APPLIED, context.clock.today(), actor.person.id),),
        contact_by=ContactBy.PHONE if application.phone.strip() else ContactBy.EMAIL,
    )


def _ward_of(context: Context, postcode: str) -> str:
    wards, place = current_wards(context), context.gazetteer.find(postcode)
    area = wards.area_at(place) if wards and place else None
    return area.code if area else ""


def _keep(context: Context, uow: UnitOfWork, member: Member, kind: ItemKind, text: str) -> None:
    """What they wrote, closed: a broker opens it, in words that tell nobody who they are."""
    today = context.clock.today()
    title = short(text, _TITLE_LONGEST)
    details = "" if title == text else text
    state, until = ItemState.CLOSED, today - timedelta(days=1)
    item = TimeBankItem(new_id(), member.id, kind, title, today, until, details, state=state)
    uow.save(TIME_BANK_ITEMS, item)


def _is_same(member: Member, application: Application) -> bool:
    """Whether a member who applied typed the same: sent twice, or once more by mistake."""
    return (fold(member.name), all_figures(member.phone), member.email.casefold()) == (
        fold(application.name),
        all_figures(application.phone),
        application.email.strip().casefold(),
    )
