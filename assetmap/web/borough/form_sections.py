"""The headings of long forms: which question each stands above."""

from collections.abc import Mapping

# By the part's page, and the key of the first question beneath the heading.
HEADINGS: Mapping[str, Mapping[str, str]] = {
    "name": {
        "name": "What it is called",
        "authority_code": "Where it is",
    },
    "phone-lines": {
        "help.text": "Help to find something",
        "worried.text": "Worries about someone",
        "advice.text": "More advice",
        "buses.text": "Buses",
    },
    "upkeep": {
        "four_eyes": "Who publishes",
        "months.usual": "How often listings are checked",
        "days.ask_before": "What follows when they are not",
        "days.link": "How long links and signing in last",
        "keep_months.audit": "How long things are kept",
    },
    "licence-and-policies": {
        "licence.name": "Open data",
        "transfer_policy.text": "Taking on a building",
        "visits": "Hubs and other websites",
        "accessibility.tested": "Accessibility",
    },
}


def heading_of(part: str, key: str) -> str:
    """The heading above a question; empty for none."""
    return HEADINGS.get(part, {}).get(key, "")
