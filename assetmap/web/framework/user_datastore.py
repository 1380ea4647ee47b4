"""Our people and accounts as Flask-Security wants them: users, roles, find, put.

The library changes a user's attributes and puts it; only the account is ever written from here.
Who somebody is and what roles they have is changed by `services/account/people.py` alone.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from secrets import token_hex
from typing import Any

from flask import g, session
from flask_security import RoleMixin, UserDatastore, UserMixin

from assetmap.domain.people.people import Account
from assetmap.domain.people.second_factor import EMAIL
from assetmap.services.account import accounts, email_codes
from assetmap.services.account.accounts import Member
from assetmap.services.account.people import may_use_password
from assetmap.services.account.second_factor import keep_credentials
from assetmap.services.context import Context

SIGN_IN = "sign_in"  # in the session: the id of the sign-in
BOTH_FACTORS_IN = "both_factors_in"  # in the session: the sign-in whose provider asked for both
CODE_FOR = "code_for"  # in the session: the attempt to sign in that a code by email is good for
NOT_SENT = "We could not send you an email. Ask an admin to look at your address."


def spares_nobody(_: str) -> bool:
    """Whether the browser that asks is remembered as one of a person's: here none is."""
    return False


def has_shown_both_factors() -> bool:
    """Whether the council's own sign-in asked for a second factor when this one began."""
    return bool(session.get(BOTH_FACTORS_IN) == session.get(SIGN_IN, ""))


class StaffRole(RoleMixin):
    """A role by its name. `domain/people/people.py` says what it may do, never the library."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.permissions: list[str] = []


class StaffUser(UserMixin):
    """A member of staff, with the attributes that the library reads and sets."""

    fs_uniquifier = ""  # the account's mark
    tf_phone_number = None  # no text messages

    def __init__(
        self, member: Member, context: Context, spares: Callable[[str], bool] = spares_nobody
    ) -> None:
        """`spares` says of a person's id whether the browser that asks needs no code."""
        self.member = member
        self._context, self._spares = context, spares
        self.id = member.person.id  # type: ignore[assignment]
        self.email = member.person.email
        self.active = member.person.active
        self.roles = [StaffRole(role) for role in member.person.roles]
        account = member.account
        self.fs_uniquifier = account.mark
        self.password = account.password or None
        self.tf_primary_method = account.second_factor or None
        self.tf_totp_secret = account.second_factor_secret or None
        self.mf_recovery_codes = list(account.recovery_codes)

    @property
    def account(self) -> Account:
        """The account with whatever the library has set."""
        return replace(
            self.member.account,
            mark=self.fs_uniquifier,
            password=self.password or "",
            second_factor=self.tf_primary_method or "",
            second_factor_secret=self.tf_totp_secret or "",
            recovery_codes=tuple(self.mf_recovery_codes or ()),
        )

    @property
    def lacks_second_factor(self) -> bool:
        """Whether they must set one up before they see anything.

        Not where the council's own sign-in asked for a second factor, as long as that sign-in goes.
        """
        if has_shown_both_factors():
            return False
        rules, person = self._context.borough.second_factor, self.member.person
        return self.check_tf_required_setup() and not rules.holds(person, self.account)

    @property
    def must_keep_codes(self) -> bool:
        """Whether they have not said yet that their newest recovery codes are written down."""
        return self.member.account.must_keep_codes

    @property
    def second_factor_methods(self) -> tuple[str, ...]:
        """The ways of having a code that they may choose from."""
        return self._context.borough.second_factor.methods(self.member.person)

    @property
    def may_put_off_until(self) -> date | None:
        """The last day on which they can do without a second factor, where that is limited."""
        rules, today = self._context.borough.second_factor, self._context.clock.today()
        return rules.offered_until(self.member.person, self.account, today)

    def check_tf_required(
        self,
        tf_setup_methods: list[tuple[str, str]],
        tf_fresh: bool,  # noqa: ARG002 - the library's own cookie, which nobody could end
    ) -> tuple[bool, list[tuple[str, str]]]:
        """Who has a second factor is asked for it, unless they had this browser remembered."""
        if tf_setup_methods:
            return not self._spares(str(self.id)), tf_setup_methods
        return self.check_tf_required_setup(), tf_setup_methods

    def check_tf_required_setup(self) -> bool:
        """Whether they may not do without one."""
        rules, today = self._context.borough.second_factor, self._context.clock.today()
        return rules.is_asked(self.member.person, self.member.account, today)

    def tf_send_security_token(self, method: str, **_: Any) -> str | None:
        """Send a code by email, which is good for this attempt alone; gives what went wrong.

        The library's own would be good for any other attempt too.
        """
        if method != EMAIL:
            return None
        session[CODE_FOR] = token_hex(16)
        g.sent_a_code = True
        is_sent = email_codes.send(self._context, self.member.person, session[CODE_FOR])
        return None if is_sent else NOT_SENT


class StaffDatastore(UserDatastore):
    """The people of a context. Somebody who is disabled is not found: they are nobody here."""

    def __init__(self, context: Context, spares: Callable[[str], bool] = spares_nobody) -> None:
        super().__init__(StaffUser, StaffRole)
        self._context, self._spares = context, spares

    def find_user(
        self,
        case_insensitive: bool = False,  # noqa: ARG002 - addresses always are
        **query: Any,
    ) -> StaffUser | None:
        """The user with this `email` (in any case of its letters), `fs_uniquifier` or `id`."""
        ((name, value),) = query.items()
        find = {
            "email": accounts.member_by_email,
            "fs_uniquifier": accounts.member_by_session_key,
            "id": accounts.member,
        }[name]
        found = find(self._context, str(value))
        # By an address the library finds who types it: to sign in with a password, or to reset it.
        if name == "email" and found and not may_use_password(self._context, found.person):
            return None
        return StaffUser(found, self._context, self._spares) if found else None

    def find_role(self, role: str) -> StaffRole:
        """The role of a name."""
        return StaffRole(role)

    def put(self, model: StaffUser) -> StaffUser:
        """Keep a user's account, and say in the audit when the second factor was changed."""
        after = keep_credentials(self._context, model.member.account, model.account)
        model.member = replace(model.member, account=after)
        return model

    def delete(self, model: StaffUser) -> None:
        """People are disabled or erased by `services/account/people.py`, never from here."""
        raise NotImplementedError("people are not deleted by way of their account")

    def commit(self) -> None:
        """Nothing waits: what is put is kept."""
