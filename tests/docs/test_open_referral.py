"""docs/open-referral.md against the feed: parameters, and questions that were run."""

import re

from assetmap.app import create_app
from assetmap.services.context import Context
from assetmap.services.open_referral.question import (
    LIST,
    ORGANIZATION,
    ORGANIZATIONS,
    SERVICES,
    STRICT,
    TAXONOMY_TERMS,
)
from tests.docs.pages import read, rows, section

PAGE = read("docs/open-referral.md")
_PARAMETERS, _, _QUESTIONS = section(PAGE, "Parameters").partition("These were run")


def test_page_names_every_parameter() -> None:
    taken = {*STRICT, *LIST, *SERVICES, *ORGANIZATIONS, *ORGANIZATION, *TAXONOMY_TERMS}
    named = {name for cells in rows(_PARAMETERS) for name in re.findall(r"`(\w+)`", cells[0])}
    assert named == taken


def test_questions_answer_what_the_page_says(sample_context: Context) -> None:
    client = create_app(sample_context).test_client()
    said = {cells[0].strip("`"): int(cells[1]) for cells in rows(_QUESTIONS)}
    counts = {question: client.get(question).json["total_items"] for question in said}
    assert counts == said
