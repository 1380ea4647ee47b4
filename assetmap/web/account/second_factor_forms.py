"""The library's forms for the second factor, with our ways of having a code and of keeping them."""

from typing import Any

from argon2.exceptions import VerificationError
from cryptography.fernet import InvalidToken
from flask import abort, redirect, session, url_for
from flask_security import MfRecoveryCodesUtil, UserMixin
from flask_security.forms import TwoFactorSetupForm, TwoFactorVerifyCodeForm

from assetmap.domain.people.second_factor import EMAIL
from assetmap.services.account import email_codes
from assetmap.services.account.second_factor import use_recovery_code
from assetmap.web.account.hashing import recovery_code_hasher
from assetmap.web.framework.request_context import context
from assetmap.web.framework.user_datastore import CODE_FOR

NOT_AVAILABLE = "Choose how you want to have your codes"
WRONG_EMAIL_CODE = "That code is not right, or it no longer works. Look for the newest email"
_HASHED = "$argon2"  # how a recovery code begins as it is kept; older ones are encrypted


class StaffSetupForm(TwoFactorSetupForm):
    """Starts with one of the ways that the person may choose from."""

    def validate(self, **kwargs: Any) -> bool:
        """Refuse a way that is not theirs, such as email for an editor."""
        allowed = (*self.user.second_factor_methods, "disable")  # type: ignore[union-attr]
        if not super().validate(**kwargs) or self.setup.data not in allowed:
            self.setup.errors = [NOT_AVAILABLE]
            return False
        return True


class StaffCodeForm(TwoFactorVerifyCodeForm):
    """A code: of an app as the library checks it, or one that was sent by email."""

    def validate(self, **kwargs: Any) -> bool:
        """Whether it is right. A code by email is refused in the same words, whatever is wrong."""
        if self.primary_method != EMAIL:
            return super().validate(**kwargs)
        if not super(TwoFactorVerifyCodeForm, self).validate(**kwargs) or self.user is None:
            return False
        attempt, typed = session.get(CODE_FOR, ""), str(self.code.data)
        if attempt and email_codes.use(context(), str(self.user.id), attempt, typed):
            session.pop(CODE_FOR)
            return True
        self.code.errors = [WRONG_EMAIL_CODE]
        return False


class StaffRecoveryCodes(MfRecoveryCodesUtil):
    """Recovery codes, of which we keep hashes like those of passwords."""

    def get_recovery_codes(self, user: UserMixin) -> list[str]:  # noqa: ARG002
        """None: they are shown once, when they are made."""
        return []

    def check_recovery_code(self, user: UserMixin, code: str) -> bool:
        """Whether it is one of theirs, and was not used."""
        return bool(self._kept(user, code))

    def delete_recovery_code(self, user: UserMixin, code: str) -> bool:
        """Take it out. Whoever comes second with one is led to ask again, and not let in."""
        if not use_recovery_code(context(), str(user.id), self._kept(user, code)):
            abort(redirect(url_for("security.mf_recovery")))
        return True

    def _encrypt_codes(self, codes: list[str]) -> list[str]:
        return list(map(recovery_code_hasher().hash, codes))

    def _kept(self, user: UserMixin, code: str) -> str:
        """What is kept of a code; empty when there is none like it."""
        typed = code.strip().lower()
        return next((each for each in user.mf_recovery_codes or () if self._is(each, typed)), "")

    def _is(self, kept: str, typed: str) -> bool:
        try:
            if kept.startswith(_HASHED):
                return recovery_code_hasher().verify(kept, typed)
            cryptor = self.cryptor
            return cryptor is not None and cryptor.decrypt(kept.encode()) == typed.encode()
        except (VerificationError, InvalidToken):  # the latter: made with another secret key
            return False
