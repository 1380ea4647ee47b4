"""Who signs in with a code beside the password, from when, and by what way the code comes."""

from dataclasses import dataclass
from datetime import date, timedelta

from assetmap.domain.people.people import SECOND_FACTOR, STAFF, Account, Person, Role

AUTHENTICATOR = "authenticator"  # an app on a phone
EMAIL = "email"  # a code in an email

_ASKED = tuple(role for role in STAFF if role not in SECOND_FACTOR)


@dataclass(frozen=True)
class SecondFactorRules:
    """The borough's own rules. Editors, brokers and admins are asked at once, whatever they say.

    `roles` are asked as well, `grace_days` after their first sign-in, or after the day `begins`
    where that is later. `by_email` may have the code by email. A browser can be remembered for
    `remember_days`; 0 means that none is.
    """

    roles: tuple[Role, ...] = _ASKED
    begins: date | None = None
    grace_days: int = 14
    by_email: tuple[Role, ...] = (Role.HUB_TEAM, Role.VOLUNTEER)
    remember_days: int = 30

    def methods(self, person: Person) -> tuple[str, ...]:
        """The ways of having a code that somebody may choose from."""
        # Of somebody with two roles, the one that sees more says which.
        is_lighter = bool(person.roles) and set(person.roles) <= set(self.by_email)
        return (AUTHENTICATOR, EMAIL) if is_lighter else (AUTHENTICATOR,)

    def holds(self, person: Person, account: Account) -> bool:
        """Whether an account has a second factor, of a kind that its owner may have."""
        is_set_up = bool(account.second_factor and account.second_factor_secret)
        return is_set_up and account.second_factor in self.methods(person)

    def asked_on(self, person: Person, account: Account) -> date | None:
        """The day from which somebody with time left is asked; None for anybody else.

        They are those whom these rules name and whose first sign-in is known.
        """
        if person.needs_second_factor or not set(person.roles) & set(self.roles):
            return None
        if account.first_sign_in is None:
            return None
        begins = max(account.first_sign_in, self.begins or account.first_sign_in)
        return begins + timedelta(days=self.grace_days)

    def is_asked(self, person: Person, account: Account, today: date) -> bool:
        """Whether somebody may no longer do without."""
        asked_on = self.asked_on(person, account)
        return person.needs_second_factor or (asked_on is not None and today >= asked_on)

    def offered_until(self, person: Person, account: Account, today: date) -> date | None:
        """The last day on which somebody can still put it off; None when they need not or cannot.

        Nobody is asked to before the day on which the rules begin.
        """
        asked_on = self.asked_on(person, account)
        if asked_on is None or today >= asked_on or (self.begins and today < self.begins):
            return None
        return None if self.holds(person, account) else asked_on - timedelta(days=1)
