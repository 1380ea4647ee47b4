"""Our people and accounts as Flask-Security wants them: users, roles, find, put.

The library changes a user's attributes and puts it; only the account is ever written from here.
Who somebody is and what roles they have is changed by `services/account/people.py` alone.
"""

from dataclasses import replace
from typing import Any

from flask_security import RoleMixin, UserDatastore, UserMixin

from assetmap.domain.people.people import Account
from assetmap.services.account import accounts
from assetmap.services.account.accounts import Member
from assetmap.services.context import Context


class StaffRole(RoleMixin):
    """A role by its name. `domain/people/people.py` says what it may do, never the library."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.permissions: list[str] = []


class StaffUser(UserMixin):
    """A member of staff, with the attributes that the library reads and sets."""

    fs_uniquifier = ""  # the account's mark
    tf_phone_number = None  # no text messages

    def __init__(self, member: Member) -> None:
        self.member = member
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
        """Whether they must set one up before they see anything."""
        has_one = bool(self.tf_primary_method and self.tf_totp_secret)
        return self.member.person.needs_second_factor and not has_one

    def check_tf_required(
        self,
        tf_setup_methods: list[tuple[str, str]],
        tf_fresh: bool,  # noqa: ARG002 - no browser is spared the code
    ) -> tuple[bool, list[tuple[str, str]]]:
        """Editors, brokers and admins need a second factor; others when they set one up."""
        return self.check_tf_required_setup() or bool(tf_setup_methods), tf_setup_methods

    def check_tf_required_setup(self) -> bool:
        """Whether they may not do without one."""
        return self.member.person.needs_second_factor


class StaffDatastore(UserDatastore):
    """The people of a context. Somebody who is disabled is not found: they are nobody here."""

    def __init__(self, context: Context) -> None:
        super().__init__(StaffUser, StaffRole)
        self._context = context

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
        return StaffUser(found) if found else None

    def find_role(self, role: str) -> StaffRole:
        """The role of a name."""
        return StaffRole(role)

    def put(self, model: StaffUser) -> StaffUser:
        """Keep a user's account, and say in the audit when the second factor was changed."""
        before = model.member.account
        after = replace(model.account, second_factor_counter=self._counter_now(model))
        what = _changed(before, after)
        if after != before:
            accounts.keep_account(self._context, after, what=what)
        model.member = replace(model.member, account=after)
        return model

    def delete(self, model: StaffUser) -> None:
        """People are disabled or erased by `services/account/people.py`, never from here."""
        raise NotImplementedError("people are not deleted by way of their account")

    def commit(self) -> None:
        """Nothing waits: what is put is kept."""

    def _counter_now(self, model: StaffUser) -> int:
        """The counter as kept: it moves on by itself when a code is used."""
        now = accounts.member(self._context, model.member.person.id)
        return now.account.second_factor_counter if now else 0


def _changed(before: Account, after: Account) -> str:
    if before.second_factor_secret != after.second_factor_secret:
        return "set up second factor" if after.second_factor_secret else "removed second factor"
    if len(before.recovery_codes) < len(after.recovery_codes):
        return "made recovery codes"
    if len(before.recovery_codes) > len(after.recovery_codes):
        return "used a recovery code"
    return "made recovery codes" if before.recovery_codes != after.recovery_codes else ""
