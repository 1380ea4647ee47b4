"""The tasks of a usability test: what they are asked to do, and what tells that they did it."""

from dataclasses import dataclass

from assetmap.domain.borough.example_place import ExamplePlace


@dataclass(frozen=True, slots=True)
class UsabilityTask:
    """One task: its key, what is read out, and when it is done."""

    key: str
    words: str
    done: str


def tasks_for(place: ExamplePlace) -> tuple[UsabilityTask, ...]:
    """The tasks, with a place of the borough in them."""
    return (
        UsabilityTask(
            "company",
            f"You would like some company on a weekday near {place.name}. Find something.",
            "They name a group, its day and its place.",
        ),
        UsabilityTask(
            "phone",
            "You would rather talk to somebody. Find the number to ring.",
            "They read out the phone number.",
        ),
        UsabilityTask(
            "near",
            f"Find what is nearest to {place.postcode}.",
            "They have put the postcode in and read out the first one.",
        ),
        UsabilityTask(
            "free",
            "Find something that costs nothing, and that you can get into without steps.",
            "They have chosen both, or found one that says both.",
        ),
        UsabilityTask(
            "print",
            "Put two of them on a list and print it, or show its code.",
            "A list of two is there.",
        ),
        UsabilityTask(
            "wrong",
            "A phone number is wrong. Tell us.",
            "They have reached the page where one says so.",
        ),
    )
