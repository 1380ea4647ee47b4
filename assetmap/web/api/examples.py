"""The examples of the page about the API, with what the sample listings answer.

The addresses name a place of the borough; the answers are those of the shipped one.

A test asks each of them: what is shown is a part of the answer, word for word.
"""

from dataclasses import dataclass, replace
from urllib.parse import quote_plus

from assetmap.domain.borough.example_place import ExamplePlace


@dataclass(frozen=True)
class Example:
    """Something to ask, and a part of the answer; empty where the answer is a file to save."""

    heading: str
    words: str
    address: str
    answer: str = ""
    saved_as: str = ""  # the name of the file


def examples(place: ExamplePlace) -> tuple[Example, ...]:
    """All of them, asked of a place of the borough."""
    outward, name = quote_plus(place.outward), quote_plus(place.name)
    return tuple(
        replace(each, address=each.address.replace("OUTWARD", outward).replace("PLACE", name))
        for each in _EXAMPLES
    )


_EXAMPLES = (
    Example(
        "Search",
        "Ask in plain words, and say near what place. The answer has one page of listings.",
        "/find.json?q=lunch&near=OUTWARD&per_page=1",
        """\
{
  "match": "good",
  "total": 26,
  "pages": 26,
  "results": [
    {
      "id": "riverside-memory-lunch-club",
      "name": "Riverside Memory Lunch Club",
      "kind": "group",
      "lat": 51.464793,
      "lon": 0.354538,
      "distance_m": 2789,
      "next": "2026-03-17T12:00:00+00:00",
      "cost": "£4",
      "phone": "01632 960000",
      "checked_on": "2026-03-03",
      "url": "/listing/riverside-memory-lunch-club"
    }
  ]
}""",
    ),
    Example(
        "Search with filters",
        "Give a filter twice when both must hold. Put a comma between two values when either "
        "will do.",
        "/find.json?category=meet&day=tue&cost=free,upto5&per_page=1",
        """\
{
  "total": 14,
  "results": [
    {
      "name": "Parcel Shelf Café",
      "categories": ["meet/cafes", "essentials/food"],
      "cost": "pay what you can"
    }
  ]
}""",
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
        "/whats-on.json?when=today&near=PLACE&within=1",
        """\
{
  "first": "2026-03-16",
  "last": "2026-03-16",
  "total": 5,
  "days": [
    {
      "date": "2026-03-16",
      "entries": [
        {
          "name": "Straight Answers Advice Desk",
          "venue": "The Quarry Rooms",
          "times": [
            {
              "start": "2026-03-16T10:00:00+00:00",
              "end": "2026-03-16T15:00:00+00:00",
              "state": "on"
            }
          ]
        }
      ]
    }
  ]
}""",
    ),
    Example(
        "A calendar",
        "Calendar programs can subscribe to this address. They then follow every change.",
        "/listing/riverside-memory-lunch-club.ics",
        """\
BEGIN:VCALENDAR
VERSION:2.0
X-WR-CALNAME:Riverside Memory Lunch Club
BEGIN:VEVENT
DTSTART;TZID=Europe/London:20240102T120000
DTEND;TZID=Europe/London:20240102T140000
RRULE:FREQ=WEEKLY;BYDAY=TU
SUMMARY:Riverside Memory Lunch Club""",
    ),
    Example(
        "When something is wrong",
        "The answer is 400. It names the parameter, and says in words what to do.",
        "/find.json?age=old",
        """\
{
  "error": "age",
  "message": "Give an age in years, such as 70."
}""",
    ),
)
