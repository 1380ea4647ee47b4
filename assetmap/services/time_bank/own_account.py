"""What a member sees and does on their own page, by their link: nothing of anybody else's."""

from dataclasses import dataclass, replace
from secrets import token_hex

from assetmap.domain.email import comparable_email, is_email
from assetmap.domain.time_bank.exchanges import Exchange, ExchangeState
from assetmap.domain.time_bank.items import ItemKind, ItemState, TimeBankItem
from assetmap.domain.time_bank.members import Member
from assetmap.domain.time_bank.statement import Statement, statement_of
from assetmap.services.context import Context
from assetmap.services.time_bank.accounts import note, save_member
from assetmap.services.time_bank.contact_release import ReleasedContact, contact_of_other
from assetmap.services.time_bank.items import offers_changed
from assetmap.services.time_bank.letters import with_email, write_links
from assetmap.services.time_bank.member_links import BY_MEMBER
from assetmap.services.time_bank.parties import party_of, signs_for
from assetmap.storage.store import NotFound
from assetmap.storage.tables import TIME_BANK_EXCHANGES, TIME_BANK_ITEMS, TIME_BANK_MEMBERS

WANT_LONGEST, DETAILS_LONGEST = 100, 500


@dataclass(frozen=True)
class OwnExchange:
    """An open exchange of theirs: for which account they speak, how the other is called and
    reached, and whether their word is wanted.
    """

    exchange: Exchange
    account: str
    other: str
    contact: ReleasedContact | None
    waits_for_me: bool

    @property
    def gives(self) -> bool:
        """Whether it is their side that gives."""
        return self.exchange.giver == self.account


@dataclass(frozen=True)
class GroupBalance:
    """A group that they sign for, and what its account has in minutes."""

    number: str
    name: str
    minutes: int


@dataclass(frozen=True)
class OwnAccount:
    """All that a member's own page tells."""

    member: Member
    balance: int
    statement: Statement
    exchanges: tuple[OwnExchange, ...]
    offers: tuple[TimeBankItem, ...]
    wants: tuple[TimeBankItem, ...]
    groups: tuple[GroupBalance, ...]


def own_account(context: Context, member: Member) -> OwnAccount:
    """What is theirs, as it stands."""
    ledger, today = context.store.ledger, context.clock.today()
    every = ledger.transfers(account=member.id)
    first = min((each.done_on for each in every), default=today)
    items = context.store.find(TIME_BANK_ITEMS, account=member.id, state=ItemState.OPEN)
    groups = (party_of(context, each) for each in signs_for(context, member)[1:])
    return OwnAccount(
        member,
        ledger.balance(member.id),
        statement_of(member.id, every, first, today),
        own_exchanges(context, member),
        tuple(each for each in items if each.kind is ItemKind.OFFER),
        tuple(each for each in items if each.kind is ItemKind.WANT),
        tuple(GroupBalance(x.account, x.title, ledger.balance(x.account)) for x in groups),
    )


def own_exchanges(context: Context, member: Member) -> tuple[OwnExchange, ...]:
    """Their exchanges that were agreed or done; those that wait for their word come first.

    One that is posted stays for as long as they may see how to reach the other.
    """
    store, states = context.store, ("agreed", "done", "posted")
    found: dict[str, OwnExchange] = {}
    for account in signs_for(context, member):
        given = store.find(TIME_BANK_EXCHANGES, giver=account, state=states)
        for each in (*given, *store.find(TIME_BANK_EXCHANGES, receiver=account, state=states)):
            found.setdefault(each.id, own_side(context, each, account))
    shown = [each for each in found.values() if each.exchange.is_open or each.contact]
    return tuple(sorted(shown, key=lambda x: (not x.waits_for_me, x.exchange.on, x.exchange.id)))


def own_side(context: Context, exchange: Exchange, account: str) -> OwnExchange:
    """One exchange as the member sees it who speaks for one of its accounts."""
    other = exchange.receiver if account == exchange.giver else exchange.giver
    contact = contact_of_other(context, exchange, account)
    party = party_of(context, other)
    numbered = party.member.number_title if party.member else party.title
    is_past = exchange.on <= context.clock.today()
    is_asked = exchange.state in (ExchangeState.AGREED, ExchangeState.DONE)
    waits = is_asked and is_past and exchange.confirmed_by(account) is None
    return OwnExchange(exchange, account, contact.name if contact else numbered, contact, waits)


def renew_item(context: Context, member: Member, item_id: str) -> TimeBankItem:
    """Have an offer or a want stand for its whole time from today. Raises NotFound."""
    with context.unit_of_work() as uow:
        item = _own_item(context, member, item_id)
        renewed = item.renewed(context.clock.today(), context.borough.time_bank.item_time)
        uow.save(TIME_BANK_ITEMS, renewed)
        note(context, uow, BY_MEMBER, "renewed a time-bank item", f"time-bank-item:{item.id}")
        offers_changed(context, uow, BY_MEMBER)
        return renewed


def end_item(context: Context, member: Member, item_id: str) -> TimeBankItem:
    """Take an offer or a want back. Raises NotFound."""
    with context.unit_of_work() as uow:
        ended = replace(_own_item(context, member, item_id), state=ItemState.CLOSED)
        uow.save(TIME_BANK_ITEMS, ended)
        note(context, uow, BY_MEMBER, "ended a time-bank item", f"time-bank-item:{item_id}")
        offers_changed(context, uow, BY_MEMBER)
        return ended


def ask_for_help(
    context: Context, member: Member, title: str, details: str, days: tuple[str, ...], *, once: str
) -> TimeBankItem:
    """A want of theirs, which the broker sees: whatever their balance is (TB5). Sent twice, it is
    the same one.
    """
    today = context.clock.today()
    want = TimeBankItem(
        *(f"own-{once}", member.id, ItemKind.WANT, title, today),
        today + context.borough.time_bank.item_time,
        details=details,
        ward=member.ward,
        days=days,
    )
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_ITEMS, want)
        note(context, uow, BY_MEMBER, "asked for help", f"time-bank-item:{want.id}")
    return want


def set_thanks(context: Context, member: Member, *, agrees: bool) -> Member:
    """Whether they agree to be thanked by name (TB18)."""
    with context.unit_of_work() as uow:
        now = replace(context.store.get(TIME_BANK_MEMBERS, member.id), thanks=agrees)
        what = "agreed to be thanked" if agrees else "asked not to be thanked by name"
        save_member(context, uow, BY_MEMBER, now, what)
        return now


def send_links(context: Context, typed: str, *, key: str) -> None:
    """Send whoever asks by an e-mail address or a number the links to their accounts: one letter to
    the address, with a link for each member who has it. Nothing tells whether there was any.
    """
    people = with_email(context.store.find(TIME_BANK_MEMBERS))
    text = typed.strip()
    email = comparable_email(text) if is_email(text) else ""
    if not email:
        named = [each for each in people if each.id == text]
        email = comparable_email(named[0].email) if named else ""
    found = [each for each in people if email and comparable_email(each.email) == email]
    if found:
        with context.unit_of_work() as uow:
            write_links(context, uow, found, key=f"{key}{token_hex(4)}")


def _own_item(context: Context, member: Member, item_id: str) -> TimeBankItem:
    item = context.store.get(TIME_BANK_ITEMS, item_id)
    if item.account != member.id:
        raise NotFound(f"there is no item {item_id!r}")
    return item
