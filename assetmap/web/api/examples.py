"""The examples of the page about the API, with what the sample listings answer.

A test asks each of them: what is shown is a part of the answer, word for word.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """Something to ask, and a part of the answer; `""` where the answer is a file to save."""

    heading: str
    words: str
    address: str
    answer: str = ""
    saved_as: str = ""  # the name of the file


EXAMPLES = (
    Example(
        "Search",
        "Ask in plain words, and say near what place. The answer has one page of listings.",
        "/find.json?q=lunch&near=RM18&per_page=1",
        "?",
    ),
    Example(
        "Search with filters",
        "Give a filter twice when both must hold. Put a comma between two values when either "
        "will do.",
        "/find.json?category=meet&day=tue&cost=free,upto5&per_page=1",
        "?",
    ),
    Example(
        "Every listing as a spreadsheet",
        "Take the same question to /find.csv, or to /find.geojson for a map. The file has every "
        "listing, not one page of them.",
        "/find.csv?q=lunch",
        saved_as="lunch.csv",
    ),
    Example(
        "What is on",
        "Ask for today, tomorrow, the weekend, a week or one day.",
        "/whats-on.json?when=today&near=Tilbury&within=1",
        "?",
    ),
    Example(
        "A calendar",
        "Calendar programs can subscribe to this address. They then follow every change.",
        "/listing/riverside-memory-lunch-club.ics",
        "?",
    ),
    Example(
        "When something is wrong",
        "The answer is 400. It names the parameter, and says in words what to do.",
        "/find.json?age=old",
        "?",
    ),
)
