"""`/account/oidc`: signing in with the council's own account, and coming back from there.

A link leads there, and no form: browsers hold the address that a form leads on to against the
content policy, which knows no address but ours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import (
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_security import views
from flask_security.utils import login_user, validate_redirect_url

from assetmap.domain.people.identity import IdentityClaims
from assetmap.services.account.accounts import Member
from assetmap.services.account.identities import NotInvited, member_of
from assetmap.services.account.provider_discovery import ProviderDown
from assetmap.services.account.sign_in_failures import FAILED, note_refused_sign_in
from assetmap.web.account import second_factor
from assetmap.web.account.oidc_client import (
    BadToken,
    Declined,
    NoState,
    OidcClient,
    oidc_client,
)
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.form_origin import own_address
from assetmap.web.framework.rate_limit import PER_VISITOR, rate_limited
from assetmap.web.framework.request_context import context
from assetmap.web.framework.user_datastore import BOTH_FACTORS_IN, SIGN_IN, StaffUser

CAME_BY_OIDC = "came_by_oidc"  # in the session: somebody came from the provider, with or without us
COUNCIL = "council account"  # words of the audit
NOT_PROVEN = "council account that was not proven"  # the same; the log says what was wrong
_LONGEST = 500  # letters of an address to go on to, which waits in the cookie


@dataclass(frozen=True)
class OidcProblemPage:
    """Why nobody is signed in, and what to do: `kind` is down, again, declined or not_invited."""

    title: str
    kind: str


_TITLES = {
    "down": "We cannot reach the council’s sign-in",
    "again": "Please start again",
    "declined": "You are not signed in",
    "not_invited": "You cannot sign in here with that account",
}


def was_refused(response: Response) -> bool:
    """Whether a page says that somebody cannot go on."""
    return response.status_code >= 400


@open_to_all()
@rate_limited(PER_VISITOR, counts=was_refused, methods=("GET",))
def start() -> ResponseReturnValue:
    """`/account/oidc`: leads to the council's own sign-in."""
    client = _client()
    after = _safe(request.args.get("next", ""))
    if current_user.is_authenticated:
        return redirect(after or url_for("work.home"))
    try:
        return redirect(client.start(_return_to(), after))
    except ProviderDown as error:
        return _problem("down", 503, error)


@open_to_all()
@rate_limited(PER_VISITOR, counts=was_refused, methods=("GET",))
def callback() -> ResponseReturnValue:
    """`/account/oidc/callback`: back from the council's own sign-in.

    Whatever was wrong, nobody is signed in, and who has no invitation learns nothing of who has.
    """
    client = _client()
    if current_user.is_authenticated:
        return redirect(url_for("work.home"))
    try:
        claims, after = client.finish()
    except NoState:
        return _problem("again", 400)
    except Declined as error:
        return _problem("declined", 403, error)
    except ProviderDown as error:
        return _problem("down", 503, error)
    except BadToken as error:
        note_refused_sign_in(context(), FAILED, path=NOT_PROVEN)
        return _problem("again", 400, error)
    try:
        member = member_of(context(), claims)
    except NotInvited as error:
        note_refused_sign_in(context(), FAILED, claims.email, error.person_id, str(error))
        return _problem("not_invited", 403)
    return _sign_in(client, member, claims, _safe(after))


@open_to_all()
def signed_out() -> ResponseReturnValue:
    """`/account/signed-out`: that the council's own account may be open still."""
    client = _client()
    return render_template(
        "account/signed_out.html",
        page={"title": "You are signed out of the directory"},
        end_session=_end_session(client),
    )


def sign_out() -> ResponseReturnValue:
    """Sign out here; who came from the provider is told about their sign-in there."""
    came_by_oidc = session.pop(CAME_BY_OIDC, False)
    answer = views.logout()
    if came_by_oidc and oidc_client() and not current_user.is_authenticated:
        return redirect(url_for("security.signed_out"))
    return answer


def _sign_in(
    client: OidcClient, member: Member, claims: IdentityClaims, after: str
) -> ResponseReturnValue:
    """Let somebody in: at once where both factors were shown, else ours is asked."""
    library = current_app.extensions["security"]
    user: StaffUser = library.datastore.find_user(id=member.person.id)
    session[CAME_BY_OIDC] = True
    has_both = client.provider.has_second_factor or claims.has_two_factors
    if not has_both:
        asked = library.two_factor_plugins.tf_enter(user, False, "oidc", next_loc=after or None)
        if asked:
            return asked  # type: ignore[no-any-return]
    login_user(user, authn_via=["oidc"])
    answer: Response = make_response(redirect(after or url_for("work.home")))
    if has_both:
        session[BOTH_FACTORS_IN] = session[SIGN_IN]
        return answer
    return second_factor.offer(answer)


def _client() -> OidcClient:
    return oidc_client() or abort(404)


def _return_to() -> str:
    return own_address() + url_for("security.oidc_callback")


def _safe(after: str) -> str:
    """An address of ours to go on to; empty for any other."""
    # Browsers take a backslash for a slash, and leave out what cannot be seen.
    is_path = after.startswith("/") and after.isprintable() and "\\" not in after
    return after if is_path and len(after) <= _LONGEST and validate_redirect_url(after) else ""


def _end_session(client: OidcClient) -> str:
    """Where the sign-in at the provider is ended (OpenID Connect RP-Initiated Logout, 2)."""
    from authlib.common.urls import add_params_to_uri  # slow import: only where it is used

    address = client.end_session_address()
    if not address:
        return ""
    back = own_address() + url_for("security.login")
    asked = {"client_id": client.provider.client_id, "post_logout_redirect_uri": back}
    return str(add_params_to_uri(address, asked))


def _problem(kind: str, status: int, error: Exception | None = None) -> tuple[str, int]:
    if error:
        # Quoted: some of it came with the request.
        current_app.logger.warning("sign-in provider, %s: %r", kind, str(error)[:300])
    page = OidcProblemPage(_TITLES[kind], kind)
    return render_template("account/oidc_problem.html", page=page), status


PAGES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("/oidc", "oidc_start", start),
    ("/oidc/callback", "oidc_callback", callback),
    ("/signed-out", "signed_out", signed_out),
)
