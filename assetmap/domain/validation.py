"""What is wrong with what somebody typed, in a form or in an address."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong with what was typed: which field or parameter, and a sentence about it."""

    parameter: str
    message: str
