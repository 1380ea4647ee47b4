"""How Flask-Security is set: what it does, under which addresses, and in which words."""

import base64
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from assetmap.domain.people.second_factor import AUTHENTICATOR, EMAIL
from assetmap.services.context import Context
from assetmap.web.account.hashing import password_options
from assetmap.web.account.passwords import SHORTEST

RESET_HOLDS = timedelta(hours=24)
FRESH_FOR = timedelta(minutes=30)
ASKED_FOR_RESET = (
    "If that is the address of somebody who signs in here, we have sent them an email with a "
    "link. It can take a few minutes."
)
WRONG = "The email address, password or code is not right"

_MESSAGES = {
    "GENERIC_AUTHN_FAILED": WRONG,
    "PASSWORD_RESET_REQUEST": ASKED_FOR_RESET,
    "PASSWORD_RESET_EXPIRED": "That link is too old. Ask for a new one.",
    "INVALID_RESET_PASSWORD_TOKEN": "That link no longer works. Ask for a new one.",
    "PASSWORD_RESET_NO_LOGIN": "Your password is set. Sign in with it.",
    "PASSWORD_CHANGE": "Your password is changed. You are signed out everywhere else.",
    "EMAIL_NOT_PROVIDED": "Type your email address",
    "INVALID_EMAIL_ADDRESS": "Type an email address in full, such as name@example.org",
    "PASSWORD_NOT_PROVIDED": "Type a password",
    "INVALID_PASSWORD": "That is not your password",
    "PASSWORD_IS_THE_SAME": "Choose a password that is not the one you have now",
    "RETYPE_PASSWORD_MISMATCH": "The two passwords are not the same",
    "TWO_FACTOR_INVALID_TOKEN": "That code is not right. Wait for the next one and try again",
    "TWO_FACTOR_LOGIN_SUCCESSFUL": "You are signed in.",
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": "Your codes are set up.",
    "TWO_FACTOR_DISABLED": "You no longer need a code to sign in.",
    "TWO_FACTOR_PERMISSION_DENIED": "Start by typing your email address and password.",
    "TWO_FACTOR_SETUP_EXPIRED": "That took too long. Please start again.",
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": "Choose how you want to have your codes",
    "INVALID_RECOVERY_CODE": "That is not one of your recovery codes, or it was used before",
    "REAUTHENTICATION_SUCCESSFUL": "Thank you.",
    "REAUTHENTICATION_REQUIRED": "Type your password again before you change this.",
    "UNAUTHENTICATED": "Sign in first.",
    "INVALID_REDIRECT": "That address is not part of this website",
}

# The library's pages that are drawn by templates of ours.
_PAGES = (
    *("login_user", "forgot_password", "reset_password", "change_password", "verify"),
    *("two_factor_setup", "two_factor_verify_code"),
)


def settings(context: Context) -> dict[str, Any]:
    """The settings of the app for signing in. Whatever is not needed stays switched off."""
    return {
        **_cookie(context),
        **{f"SECURITY_{name}": value for name, value in _choices(context).items()},
        **{f"SECURITY_MSG_{name}": (words, "info") for name, words in _MESSAGES.items()},
        **{f"SECURITY_{page.upper()}_TEMPLATE": f"account/{page}.html" for page in _PAGES},
        "SECURITY_MULTI_FACTOR_RECOVERY_TEMPLATE": "account/mf_recovery.html",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_TEMPLATE": "account/mf_recovery_codes.html",
    }


def _cookie(context: Context) -> dict[str, Any]:
    is_secure = context.config.is_behind_tls
    return {
        # "__Host-" has browsers refuse the cookie unless it is secure and for this host alone.
        "SESSION_COOKIE_NAME": "__Host-staff" if is_secure else "staff",
        "SESSION_COOKIE_SECURE": is_secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "SESSION_PROTECTION": None,  # phones change their address; sign-ins are checked instead
        "PERMANENT_SESSION_LIFETIME": timedelta(days=context.borough.upkeep.session_days),
        "WTF_CSRF_SSL_STRICT": False,  # framework/form_origin.py asks instead
        "WTF_CSRF_TIME_LIMIT": int(timedelta(hours=12).total_seconds()),
    }


def _choices(context: Context) -> dict[str, Any]:
    return {
        "PASSWORD_HASH": "argon2",
        "PASSWORD_SCHEMES": ["argon2"],
        "PASSWORD_SINGLE_HASH": ["argon2"],
        "PASSWORD_HASH_PASSLIB_OPTIONS": password_options(),
        # Reset links hold a hash of the hash: the same work as for an address that nobody has.
        "HASHING_SCHEMES": ["argon2"],
        "PASSWORD_LENGTH_MIN": SHORTEST,
        "EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
        "RETURN_GENERIC_RESPONSES": True,
        "RECOVERABLE": True,
        "RESET_PASSWORD_WITHIN": RESET_HOLDS,
        "CHANGEABLE": True,
        "SEND_PASSWORD_CHANGE_EMAIL": False,
        "SEND_PASSWORD_RESET_NOTICE_EMAIL": False,
        "EMAIL_PLAINTEXT": False,  # our own letters instead of the library's
        "EMAIL_HTML": False,
        "TWO_FACTOR": True,
        "TWO_FACTOR_ENABLED_METHODS": [AUTHENTICATOR, EMAIL],
        "TWO_FACTOR_IMPLEMENTATIONS": {"code": "flask_security.twofactor.CodeTfPlugin"},
        "TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
        "TWO_FACTOR_RESCUE_EMAIL": False,
        "TWO_FACTOR_POST_SETUP_VIEW": "security.mf_recovery_codes",
        "MULTI_FACTOR_RECOVERY_CODES": True,
        "MULTI_FACTOR_RECOVERY_CODES_N": 10,
        "MULTI_FACTOR_RECOVERY_CODES_KEYS": [_key(context, "recovery codes")],
        "TOTP_SECRETS": {"1": _key(context, "second factor").decode()},
        "TOTP_ISSUER": context.borough.title,
        "API_ENABLED_METHODS": ["session"],
        "FRESHNESS": FRESH_FOR,
        "FRESHNESS_GRACE_PERIOD": FRESH_FOR,
        "POST_LOGIN_VIEW": "/work",
        "POST_LOGOUT_VIEW": "/account/sign-in",
        "POST_CHANGE_VIEW": "/account",
        "CLI_USERS_NAME": None,
        "CLI_ROLES_NAME": None,
    }


def _key(context: Context, purpose: str) -> bytes:
    """A key of its own for one purpose, out of the secret key."""
    derived = HKDF(SHA256(), 32, salt=None, info=purpose.encode())
    return base64.urlsafe_b64encode(derived.derive(context.config.secret_key.encode()))
