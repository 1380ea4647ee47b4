"""What signing in needs of a person, kept apart from who they are."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Account:
    """A person's credentials, all of them hashed or encrypted. `id` is the person's id.

    `mark` changes when everything given out before must stop working (a new password).
    `second_factor_counter` tells the code that was used last, so that none is used twice.
    """

    id: str
    mark: str
    password: str = ""
    second_factor: str = ""  # its method, once it is set up
    second_factor_secret: str = ""
    second_factor_counter: int = 0
    recovery_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignIn:
    """One place where somebody is signed in: they can see it and end it."""

    id: str
    person_id: str
    started: datetime
    seen: datetime
    device: str = ""
    ended: datetime | None = None

    def is_over(self, now: datetime, longest: timedelta, idle: timedelta) -> bool:
        """Whether it was ended, is older than `longest`, or was not used for `idle`."""
        return bool(self.ended) or now - self.started >= longest or now - self.seen >= idle
