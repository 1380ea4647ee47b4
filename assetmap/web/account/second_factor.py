"""The pages of the second factor: offered, set up, asked for, lost; and its recovery codes.

The views are the library's; here stands what leads from one to the next.
"""

from typing import Any

from flask import (
    Response,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_security import views
from flask_security.recovery_codes import mf_recovery, mf_recovery_codes

from assetmap.domain.people.second_factor import EMAIL
from assetmap.services.account.second_factor import written_down
from assetmap.services.account.sign_in_failures import REFUSED_CODE
from assetmap.web.account import tries
from assetmap.web.account.remembered_browsers import remember_here
from assetmap.web.framework.access import open_to_all, signed_in_before_2fa
from assetmap.web.framework.rate_limit import GROWING, PER_VISITOR, rate_limited
from assetmap.web.framework.request_context import context, staff

GO_ON_TO = "go_on_to"  # in the session: where somebody was going when we stopped them
SENT = "5 per 5 minutes; 20 per 1 hour; 60 per 1 day"  # letters to one person
_SETTING_UP = "validating_profile"  # the library's words


def sent_a_code(_: Response) -> bool:
    """Whether the request had a code sent by email."""
    return bool(g.get("sent_a_code"))


def offered(answer: Response) -> ResponseReturnValue:
    """The answer to a sign-in; whoever can still put codes off is asked whether they want them."""
    is_in = request.method == "POST" and current_user.is_authenticated
    return offer(answer) if is_in and answer.status_code == 302 else answer


def offer(answer: Response) -> Response:
    """Where somebody goes on who has just come in: by way of codes while those can wait."""
    if not current_user.may_put_off_until:
        return answer
    session[GO_ON_TO] = answer.location
    onward: Response = make_response(redirect(url_for("security.two_factor_setup")))
    return onward


def values_of_pages() -> dict[str, Any]:
    """What the templates of signing in may use beside what the library gives them."""
    provider = context().config.identity_provider
    return {
        "identity_provider": provider,
        "go_on_to": session.get(GO_ON_TO) or url_for("work.home"),
        "remember_days": context().borough.second_factor.remember_days,
        "must_keep_codes": current_user.is_authenticated and current_user.must_keep_codes,
    }


@open_to_all()
@rate_limited(SENT, tries.who_is_half_in, sent_a_code)
def set_up() -> ResponseReturnValue:
    """`/account/second-factor`: choose a way, and begin."""
    return views.two_factor_setup()


@signed_in_before_2fa
@rate_limited(GROWING, tries.who_is_half_in)
def finish_set_up(token: str) -> ResponseReturnValue:
    """The first code of a new app, by the address that a page of before the upgrade still has."""
    return views.two_factor_setup_validate(token)


@open_to_all()
@rate_limited(PER_VISITOR, tries.visitor_or_own_browser, tries.was_wrong)
@rate_limited(GROWING, tries.who_is_half_in, tries.was_wrong)
def code() -> ResponseReturnValue:
    """`/account/code`: a code of the app or by email; the first time it leads to recovery codes."""
    is_first, who = session.get("tf_state") == _SETTING_UP, tries.half_in()
    if current_user.is_authenticated and not is_first:
        return redirect(url_for("account.own"))  # the library would sign them out
    answer = tries.noted(views.two_factor_token_validation(), REFUSED_CODE, who)
    is_done = request.method == "POST" and answer.status_code == 302
    if not is_done or not current_user.is_authenticated:
        return answer
    if request.form.get("remember") == "yes" and context().borough.second_factor.remember_days:
        remember_here(staff().id)
    return _after_set_up(answer) if is_first else answer


def _after_set_up(answer: Response) -> ResponseReturnValue:
    codes = url_for("security.mf_recovery_codes")
    if answer.location != codes:  # the first sign-in, which leads somewhere
        session[GO_ON_TO] = answer.location
    return redirect(codes if current_user.must_keep_codes else url_for("account.own"))


@open_to_all()
@rate_limited(PER_VISITOR)
@rate_limited(SENT, tries.who_is_half_in)
def another_code() -> ResponseReturnValue:
    """`/account/code/again`: one more code by email; the one before it works no more."""
    is_first = session.get("tf_state") == _SETTING_UP
    user = current_app.extensions["security"].datastore.find_user(id=tries.half_in())
    if user is None or session.get("tf_state") not in (_SETTING_UP, "ready"):
        return redirect(url_for("security.login"))
    method = session.get("tf_primary_method") if is_first else user.tf_primary_method
    trouble = user.tf_send_security_token(method)
    if method == EMAIL:
        flash(trouble or "We have sent another code. Only the newest works.", "info")
    after = request.args.get("next")
    return redirect(url_for("security.two_factor_token_validation", next=after))


@open_to_all()
@rate_limited(PER_VISITOR, tries.visitor_or_own_browser, tries.was_wrong)
@rate_limited(GROWING, tries.who_is_half_in, tries.was_wrong)
def recovery() -> ResponseReturnValue:
    """`/account/recovery`: a recovery code instead of another."""
    who = tries.half_in()
    answer = tries.noted(mf_recovery(), REFUSED_CODE, who)
    if request.method == "POST" and answer.status_code == 302 and current_user.is_authenticated:
        left = len(current_user.account.recovery_codes) - 1
        flash(f"That recovery code is used up. You have {left or 'none'} left.", "info")
    return answer


@signed_in_before_2fa
def recovery_codes() -> ResponseReturnValue:
    """`/account/recovery-codes`: new ones; nothing else opens until they are written down."""
    if not current_user.account.second_factor:
        return redirect(url_for("security.two_factor_setup"))
    is_kept = request.method == "POST" and request.form.get("kept") == "yes"
    if is_kept and written_down(context(), staff().id):
        return redirect(session.pop(GO_ON_TO, url_for("account.own")))
    return mf_recovery_codes()
