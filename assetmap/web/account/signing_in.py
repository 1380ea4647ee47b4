"""Signing in: Flask-Security over our people, with only the pages of it that we use.

The library's own blueprint is left out, since it brings pages that nobody needs. Each of its views
that stands here has an access mark of ours and a slow-down, like any other view.
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, user_logged_out
from flask_security import (
    MailUtil,
    Security,
    password_changed,
    password_reset,
    user_authenticated,
    views,
)
from flask_security.recoverable import generate_reset_password_token
from flask_security.utils import set_request_attr
from flask_wtf import CSRFProtect

from assetmap.domain.people.people import Role
from assetmap.domain.people.second_factor import EMAIL
from assetmap.domain.validation import Problem
from assetmap.services.account import accounts, sign_ins
from assetmap.services.account.people import invited
from assetmap.services.account.sign_in_emails import queue_reset
from assetmap.services.account.sign_in_failures import FAILED, REFUSED_PASSWORD
from assetmap.services.context import Context
from assetmap.web.account import oidc, second_factor, tries
from assetmap.web.account.devices import device_words
from assetmap.web.account.hashing import password_options
from assetmap.web.account.known_browsers import remember_browser
from assetmap.web.account.oidc_client import add_oidc
from assetmap.web.account.passwords import StaffCodes, StaffPasswords
from assetmap.web.account.remembered_browsers import is_remembered_here
from assetmap.web.account.second_factor_forms import (
    StaffCodeForm,
    StaffRecoveryCodes,
    StaffSetupForm,
)
from assetmap.web.account.sign_in_settings import ASKED_FOR_RESET, RESET_HOLDS, settings
from assetmap.web.framework.access import open_to_all, signed_in, signed_in_before_2fa
from assetmap.web.framework.form_origin import StaffForms
from assetmap.web.framework.rate_limit import GROWING, PER_VISITOR, rate_limited
from assetmap.web.framework.request_context import context
from assetmap.web.framework.sessions import StaffSessions, is_staff_path
from assetmap.web.framework.user_datastore import (
    BOTH_FACTORS_IN,
    SIGN_IN,
    StaffDatastore,
    StaffUser,
    has_shown_both_factors,
)

View = Callable[..., ResponseReturnValue]


def add_signing_in(app: Flask, context: Context) -> CSRFProtect:
    """Have the app know its staff. Gives the guard of its forms, which comes before all views."""
    app.config.update(settings(context))
    app.session_interface = StaffSessions()
    guard = StaffForms(app)
    datastore = StaffDatastore(context, is_remembered_here)
    library = Security(
        app,
        datastore,
        register_blueprint=False,
        mail_util_cls=StaffMail,
        password_util_cls=StaffPasswords,
        totp_cls=StaffCodes,
        mf_recovery_codes_util_cls=StaffRecoveryCodes,
        two_factor_setup_form=StaffSetupForm,
        two_factor_verify_code_form=StaffCodeForm,
    )
    _ask_nobody_on_public_pages(app)
    # A hash for an address that nobody has costs as much as one of somebody's password.
    library.hashing_context.update(**password_options())
    library.want_json(lambda _: False)
    library.context_processor(lambda: {"problems_of": problems_of})
    library.context_processor(second_factor.values_of_pages)
    app.login_manager.request_loader(lambda _: None)  # type: ignore[attr-defined]
    app.login_manager.user_loader(_loader(context, datastore))  # type: ignore[attr-defined]
    _listen(app)
    add_oidc(app, context.config.identity_provider)
    app.register_blueprint(security_pages())
    return guard


def security_pages() -> Blueprint:
    """The library's pages that we use, each with its mark."""
    pages = Blueprint("security", __name__, url_prefix="/account")
    pages.register_error_handler(429, tries.locked_out)
    for address, endpoint, view in (
        ("/sign-in", "login", login),
        ("/reset", "forgot_password", forgot_password),
        ("/reset/<token>", "reset_password", open_to_all()(views.reset_password)),
        ("/password", "change_password", change_password),
        ("/password-again", "verify", verify),
        ("/second-factor", "two_factor_setup", second_factor.set_up),
        ("/code", "two_factor_token_validation", second_factor.code),
        ("/recovery", "mf_recovery", second_factor.recovery),
        ("/recovery-codes", "mf_recovery_codes", second_factor.recovery_codes),
    ):
        pages.add_url_rule(address, endpoint, view, methods=["GET", "POST"])
    pages.add_url_rule("/sign-out", "logout", open_to_all()(oidc.sign_out), methods=["POST"])
    for address, endpoint, view in oidc.PAGES:
        pages.add_url_rule(address, endpoint, view)
    pages.add_url_rule(
        "/second-factor/<token>",
        "two_factor_setup_validate",
        second_factor.finish_set_up,
        methods=["POST"],
    )
    again = second_factor.another_code
    pages.add_url_rule("/code/again", "another_code", again, methods=["POST"])
    pages.add_url_rule("/invitation/<token>", "invitation", invitation)
    # The library names this page in a list that we do not show.
    pages.add_url_rule("/recovery", "two_factor_rescue", build_only=True)
    return pages


@open_to_all()
@rate_limited(PER_VISITOR, tries.visitor_or_own_browser, tries.was_wrong)
@rate_limited(GROWING, tries.typed_address, tries.was_wrong)
@rate_limited(second_factor.SENT, tries.typed_address, second_factor.sent_a_code)
def login() -> ResponseReturnValue:
    """`/account/sign-in`: the council's own account, or address and password."""
    if request.method == "POST":
        session.pop(oidc.CAME_BY_OIDC, None)
    return second_factor.offered(tries.noted(views.login(), FAILED))


@open_to_all()
@rate_limited(PER_VISITOR)
@rate_limited(GROWING, tries.typed_address)
def forgot_password() -> ResponseReturnValue:
    """`/account/reset`: a link by email. Every address gets the same answer."""
    answer = views.forgot_password()
    if request.method == "POST":
        flash(ASKED_FOR_RESET, "info")
        return redirect(url_for("security.forgot_password"))
    return answer


@signed_in
@rate_limited(GROWING, tries.who_is_half_in, tries.was_wrong)
def change_password() -> ResponseReturnValue:
    """`/account/password`: a new password."""
    return views.change_password()


@signed_in_before_2fa
@rate_limited(GROWING, tries.who_is_half_in, tries.was_wrong)
def verify() -> ResponseReturnValue:
    """`/account/password-again`: before the second factor is changed."""
    who = tries.half_in()
    return tries.noted(views.verify(), REFUSED_PASSWORD, who)


@open_to_all()
def invitation(token: str) -> ResponseReturnValue:
    """`/account/invitation/<token>`: leads to where the first password is set."""
    member = invited(context(), token)
    if member is None:
        flash("That invitation no longer works. Ask whoever invited you for a new one.", "info")
        return redirect(url_for("security.login"))
    reset = generate_reset_password_token(StaffUser(member, context()))
    return redirect(url_for("security.reset_password", token=reset))


def problems_of(form: Any) -> list[Problem]:
    """What the library found wrong with a form, as our pages tell it."""
    problems = [Problem(field.name, str(error)) for field in form for error in field.errors or ()]
    return problems + [Problem("", str(error)) for error in dict.fromkeys(form.form_errors)]


class StaffMail(MailUtil):
    """The library's mail as letters of ours."""

    def send_mail(self, *_: Any, **values: Any) -> None:
        """Queue the link to a new password: the one letter that the library may send."""
        path = url_for("security.reset_password", token=values["reset_token"])
        # Not the address that was asked: a visitor can make that up.
        link = f"{context().config.public_url}{path}"
        until = context().clock.now() + RESET_HOLDS
        queue_reset(context(), values["user"].member.person, link, until)


def _loader(context: Context, datastore: StaffDatastore) -> Callable[[str], StaffUser | None]:
    def load(mark: str) -> StaffUser | None:
        user = datastore.find_user(fs_uniquifier=mark)
        if user is None or not sign_ins.goes_on(
            context, user.member.person, session.get(SIGN_IN, "")
        ):
            return None
        set_request_attr("fs_authn_via", "session")
        set_request_attr("fs_paa", session.get("fs_paa", 0))
        return user

    return load


def _ask_nobody_on_public_pages(app: Flask) -> None:
    """Have the library look for who asks on staff's pages alone: elsewhere there is no session to
    tell, and it takes a hundredth of an answer.
    """
    hooks = app.before_request_funcs[None]

    def on_staff_pages(look: Callable[[], Any]) -> Callable[[], Any]:
        return lambda: look() if is_staff_path(request.path) else None

    hooks[:] = [
        on_staff_pages(hook) if hook.__module__ == "flask_principal" else hook for hook in hooks
    ]


def _listen(app: Flask) -> None:
    for signal, act in (
        (user_authenticated, _begin),
        (user_logged_out, _end),
        (password_changed, _end_others),
        (password_reset, _end_others),
    ):
        signal.connect(act, sender=app, weak=False)


def _begin(_: Flask, user: StaffUser, **__: Any) -> None:
    device = device_words(request.headers.get("User-Agent", ""))
    started = sign_ins.start(context(), user.member.person.id, device, _shown(user))
    # A new password has the library sign in anew whoever is in, who has shown nothing less before.
    if request.endpoint == "security.change_password" and has_shown_both_factors():
        session[BOTH_FACTORS_IN] = started.id
    session[SIGN_IN] = started.id
    user.member = accounts.member(context(), user.member.person.id) or user.member
    remember_browser(user.member.person.id)
    # A tablet on a hub's counter forgets them when its browser is closed.
    session.permanent = Role.HUB_TEAM not in user.member.person.roles


def _shown(user: StaffUser) -> str:
    """What somebody has shown beside the password, or in its place, in words of the audit."""
    method = user.tf_primary_method
    came_by_oidc = session.get(oidc.CAME_BY_OIDC)
    and_ours = f"{oidc.COUNCIL} and " if came_by_oidc else ""
    if request.endpoint == "security.mf_recovery":
        return f"{and_ours}recovery code"
    if request.endpoint == "security.two_factor_token_validation":
        return and_ours + ("code by email" if method == EMAIL else "code of an app")
    if came_by_oidc:
        return oidc.COUNCIL
    return "remembered browser" if method else "password alone"


def _end(_: Flask, user: Any, **__: Any) -> None:
    sign_in_id = session.pop(SIGN_IN, "")
    if isinstance(user, StaffUser) and sign_in_id:
        sign_ins.end(context(), user.member.person.id, sign_in_id, what="signed out")


def _end_others(_: Flask, user: StaffUser, **__: Any) -> None:
    # Setting a password by a link signs nobody in, so there nothing is spared.
    spared = session.get(SIGN_IN, "") if current_user.is_authenticated else ""
    accounts.new_password_set(context(), user.member.person.id, spared)
