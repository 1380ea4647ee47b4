"""What it costs to work out one hash of a password, and one of a recovery code.

The costs stand here alone. No setting reaches them, so that nobody lowers them by mistake.
"""

from dataclasses import dataclass
from typing import Any

from argon2 import PasswordHasher


@dataclass(frozen=True)
class HashCost:
    """What argon2id is asked to do: times over the memory, memory in KiB, and lanes."""

    passes: int
    memory: int
    lanes: int


# The second choice of RFC 9106, section 4: for where 2 GiB a hash is too much.
PASSWORDS = HashCost(passes=3, memory=64 * 1024, lanes=4)
# The least that OWASP advises: ten are made or tried at a time, and each has 48 random bits.
RECOVERY_CODES = HashCost(passes=2, memory=19 * 1024, lanes=1)


def password_options() -> dict[str, Any]:
    """The cost of a password, in the words of passlib's CryptContext."""
    return {
        "argon2__type": "ID",
        "argon2__rounds": PASSWORDS.passes,
        "argon2__memory_cost": PASSWORDS.memory,
        "argon2__parallelism": PASSWORDS.lanes,
    }


def recovery_code_hasher() -> PasswordHasher:
    """What hashes recovery codes, and checks them at whatever cost they were made."""
    cost = RECOVERY_CODES
    return PasswordHasher(cost.passes, cost.memory, cost.lanes)
