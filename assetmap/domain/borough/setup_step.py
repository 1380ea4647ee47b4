"""What is remembered of a step of setting the borough up: that it was kept, or tried."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SetupOutcome(StrEnum):
    """What came of a step."""

    KEPT = "kept"  # an admin looked, and it is right as it is
    WELL = "well"  # it was tried, and it works
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SetupStep:
    """The last thing that an admin did about one step.

    `about` is what was kept or tried, such as the public address: where that is another by now,
    this says nothing of it. `says` is what came back, in plain words, without anybody's address.
    """

    id: str  # the name of the step
    outcome: SetupOutcome
    at: datetime
    about: str = ""
    says: str = ""
