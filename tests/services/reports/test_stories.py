"""Stories are kept with consent, without a name, and not for ever."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.reports.stories import (
    BadStory,
    ToldStory,
    about_words,
    add_story,
    forget_old_stories,
    shown_stories,
    stories,
    take_out_story,
)
from assetmap.storage.store import NotFound
from tests.conftest import ContextMaker
from tests.factories import a_listing

EDITOR = Actor(Person("p-e", roles=(Role.EDITOR,)))
TOLD = ToldStory(
    *("Lunch on Tuesdays", "A man in Tilbury had not eaten with others for a year.", "knit"),
    *(date(2026, 3, 2), date(2026, 12, 31), True),
)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing("knit", name="Knit and Natter"))


def test_story_is_told_until_its_last_day_and_then_forgotten(context: Context) -> None:
    story = add_story(context, EDITOR, TOLD)
    assert shown_stories(context) == [story]
    assert about_words(context, story) == "Knit and Natter"
    with context.unit_of_work() as uow:
        assert forget_old_stories(context, uow) == 0
    take_out_story(context, EDITOR, story.id)
    assert stories(context) == []
    with pytest.raises(NotFound):
        take_out_story(context, EDITOR, story.id)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 101}, "title"),
        ({"text": ""}, "text"),
        ({"text": "word " * 130}, "text"),
        ({"text": "Mrs Smith of Tilbury came."}, "text"),
        ({"text": "Ring 01632 960123 and ask."}, "text"),
        ({"about": "no-such-listing"}, "about"),
        ({"about": "ward:E999"}, "about"),
        ({"has_consent": False}, "consent"),
        ({"consent_on": None}, "consent_on"),
        ({"consent_on": date(2026, 3, 17)}, "consent_on"),
        ({"until": None}, "until"),
        ({"until": date(2026, 3, 15)}, "until"),
        ({"until": date(2027, 3, 20)}, "until"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field(
    context: Context, changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadStory) as refused:
        add_story(context, EDITOR, replace(TOLD, **changed))
    assert [each.parameter for each in refused.value.problems] == [field]
    assert stories(context) == []


def test_who_only_reads_keeps_none(context: Context) -> None:
    with pytest.raises(NotAllowed):
        add_story(context, Actor(Person("p-m", roles=(Role.MANAGER,))), TOLD)
