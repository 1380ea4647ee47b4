"""`/time-bank/me/<token>`: a member looks after their own account, by a link of their own.

Looking changes nothing, so that programs which follow the links of a letter do no harm. A press is
a form that was given out on such a page: it carries a signed time of its own.
"""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.text import clean
from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.hours import in_words, minutes_in
from assetmap.domain.time_bank.ledger import POT, AlreadyPosted, BadTransfer
from assetmap.domain.time_bank.members import Member
from assetmap.domain.validation import Problem
from assetmap.services.listing_repository import new_id
from assetmap.services.time_bank import own_account as kept
from assetmap.services.time_bank.accounts import is_account
from assetmap.services.time_bank.confirming import (
    confirm_by_link,
    deny_by_link,
    own_exchange,
)
from assetmap.services.time_bank.giving_hours import Gift, give_as_member
from assetmap.services.time_bank.member_links import LinkRefused, open_member_link
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.public_form_token import FIELD, Timing, check, next_token
from assetmap.web.framework.rate_limit import PER_VISITOR, rate_limited
from assetmap.web.framework.request_context import context
from assetmap.web.time_bank.own_account_page import (
    DAYS,
    OwnFormPage,
    exchange_line,
    own_account_page,
)
from assetmap.web.time_bank.switch import only_while_on

own_pages = only_while_on(Blueprint("time_bank_own", __name__, url_prefix="/time-bank/me/<token>"))

GUARD = "the signed link and the form's signed time"
_LATE = {
    Timing.TOO_OLD: "This page had been open for more than a day. Please press once more.",
    Timing.FORGED: "We could not tell that this came from our page. Please press once more.",
}


@own_pages.after_request
def keep_to_themselves(response: Response) -> Response:
    """The address is the key: it must not be told to other sites, kept, or found by a search."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response


@own_pages.errorhandler(LinkRefused)
def refused(error: LinkRefused) -> tuple[str, int]:
    """A link that is wrong, void or too old; and how to get a new one."""
    return render_template("time_bank/own_refused.html", is_old=error.is_old), (
        410 if error.is_old else 404
    )


@own_pages.get("")
@open_to_all()
def show(token: str) -> str:
    """A member's balance, statement, and what waits for them."""
    return _shown(token, open_member_link(context(), token))


@own_pages.get("/exchanges/<exchange_id>")
@open_to_all()
def exchange(token: str, exchange_id: str) -> str:
    """Whether an exchange was so: yes, another time, or not at all."""
    return _word_form(token, open_member_link(context(), token), exchange_id)


@own_pages.post("/exchanges/<exchange_id>")
@open_to_all(csrf=GUARD)
@rate_limited(PER_VISITOR)
def word(token: str, exchange_id: str) -> ResponseReturnValue:
    """The member's word on an exchange."""
    member = open_member_link(context(), token)
    says = request.form.get("says", "")
    try:
        _check_timing(member)
        if says == "no":
            deny_by_link(context(), member, exchange_id)
            return _back(token, "no")
        # The minutes that stood in the page: what was changed since is another question.
        typed = request.form.get("other" if says == "other" else "minutes", "")
        after = confirm_by_link(context(), member, exchange_id, minutes_in(typed))
    except AlreadyPosted:
        return _back(token, "posted")
    except BadTransfer as error:
        problem = Problem("other" if says == "other" else "", str(error))
        return _word_form(token, member, exchange_id, problem), 400
    if after.state is ExchangeState.POSTED:
        return _back(token, "posted")
    return _back(token, "other" if says == "other" else "yes")


@own_pages.post("/items/<item_id>/renew")
@open_to_all(csrf=GUARD)
@rate_limited(PER_VISITOR)
def renew(token: str, item_id: str) -> ResponseReturnValue:
    """Have an offer or a want stand for longer."""
    return _with_item(token, item_id, "renewed")


@own_pages.post("/items/<item_id>/end")
@open_to_all(csrf=GUARD)
@rate_limited(PER_VISITOR)
def end(token: str, item_id: str) -> ResponseReturnValue:
    """Take an offer or a want back."""
    return _with_item(token, item_id, "ended")


@own_pages.get("/ask")
@open_to_all()
def ask_form(token: str) -> str:
    """The form to ask for help."""
    return _form("ask", token, open_member_link(context(), token))


@own_pages.post("/ask")
@open_to_all(csrf=GUARD)
@rate_limited(PER_VISITOR)
def ask(token: str) -> ResponseReturnValue:
    """Ask for help: a want that the broker sees."""
    member = open_member_link(context(), token)
    title, details = (clean(request.form.get(each, "")) for each in ("title", "details"))
    problems = [
        *_too_long("title", title, kept.WANT_LONGEST),
        *_too_long("details", details, kept.DETAILS_LONGEST),
    ]
    if not title:
        problems.append(Problem("title", "Say what you would like help with."))
    problems += _late(member)
    if problems:
        return _form("ask", token, member, *problems), 400
    days = tuple(each for each, _ in DAYS if each in request.form.getlist("days"))
    title = " ".join(title.split())
    kept.ask_for_help(context(), member, title, details, days, once=_once())
    return _back(token, "asked")


@own_pages.get("/give")
@open_to_all()
def give_form(token: str) -> str:
    """The form to give hours away."""
    return _form("give", token, open_member_link(context(), token))


@own_pages.post("/give")
@open_to_all(csrf=GUARD)
@rate_limited(PER_VISITOR)
def give(token: str) -> ResponseReturnValue:
    """Give hours to the pot or to a member."""
    member = open_member_link(context(), token)
    to = POT if request.form.get("to") == POT else request.form.get("number", "").strip()
    try:
        _check_timing(member)
        if to != POT and (to == member.id or not is_account(context(), to)):
            problem = Problem("number", "Enter the number of another member, such as 102.")
            return _form("give", token, member, problem), 400
        minutes = minutes_in(request.form.get("minutes", ""))
        gift = Gift(member.id, to, minutes, is_named=request.form.get("named") == "yes")
        give_as_member(context(), member, gift, once=_once())
    except AlreadyPosted:
        return _back(token, "given")
    except BadTransfer as error:
        return _form("give", token, member, Problem("minutes", str(error))), 400
    return _back(token, "given")


@own_pages.post("/thanks")
@open_to_all(csrf=GUARD)
@rate_limited(PER_VISITOR)
def thanks(token: str) -> ResponseReturnValue:
    """Whether they agree to be thanked by name."""
    member = open_member_link(context(), token)
    if problems := _late(member):
        return _shown(token, member, *problems), 400
    kept.set_thanks(context(), member, agrees=request.form.get("thanks") == "yes")
    return _back(token, "thanks")


def _with_item(token: str, item_id: str, did: str) -> ResponseReturnValue:
    member = open_member_link(context(), token)
    if problems := _late(member):
        return _shown(token, member, *problems), 400
    change = kept.renew_item if did == "renewed" else kept.end_item
    change(context(), member, item_id)
    return _back(token, did)


def _shown(token: str, member: Member, *problems: Problem) -> str:
    did = request.args.get("did", "") if not problems else ""
    page = own_account_page(context(), member, _address(token), _form_token(member), did)
    return render_template("time_bank/own_account.html", page=page, problems=problems)


def _word_form(token: str, member: Member, exchange_id: str, *problems: Problem) -> str:
    found, account = own_exchange(context(), member, exchange_id)
    line = exchange_line(kept.own_side(context(), found, account))
    page = _form_page(token, member, "Is this right?", problems, exchange_=line)
    return render_template("time_bank/own_exchange.html", page=page)


def _form(what: str, token: str, member: Member, *problems: Problem) -> str:
    title = {"ask": "Ask for help", "give": "Give some of your hours"}[what]
    page = _form_page(token, member, title, problems)
    return render_template(f"time_bank/own_{what}.html", page=page, all_days=DAYS)


def _form_page(
    token: str,
    member: Member,
    title: str,
    problems: tuple[Problem, ...],
    exchange_: object = None,
) -> OwnFormPage:
    names = ("title", "details", "to", "number", "minutes", "other", "named")
    return OwnFormPage(
        *(title, _address(token), _form_token(member), _once(), member.large_print),
        in_words(context().store.ledger.balance(member.id)),
        exchange_,  # type: ignore[arg-type]
        {name: request.form.get(name, "") for name in names},
        tuple(request.form.getlist("days")),
        problems,
    )


def _too_long(name: str, text: str, longest: int) -> tuple[Problem, ...]:
    if len(text) <= longest:
        return ()
    return (Problem(name, f"Use {longest} characters or fewer. It has {len(text)}."),)


def _check_timing(member: Member) -> None:
    for problem in _late(member):
        raise BadTransfer(problem.message)


def _late(member: Member) -> tuple[Problem, ...]:
    """What the form's signed time tells against it, if anything."""
    timing = check(_key(), f"time bank {member.id}", request.form.get(FIELD, ""))
    return (Problem("", _LATE[timing]),) if timing in _LATE else ()


def _form_token(member: Member) -> str:
    return next_token(_key(), f"time bank {member.id}", request.form.get(FIELD, ""))


def _once() -> str:
    return "".join(x for x in request.form.get("once", "")[:40] if x.isalnum() or x in "-_") or (
        new_id()
    )


def _address(token: str) -> str:
    return url_for("time_bank_own.show", token=token)


def _back(token: str, did: str) -> ResponseReturnValue:
    return redirect(url_for("time_bank_own.show", token=token, did=did), 303)


def _key() -> str:
    return context().config.secret_key
