"""Stories: short, told with consent, about a listing or a ward, until a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from assetmap.domain.areas.area_set import AreaKind
from assetmap.domain.people.people import Action, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.domain.privacy.pii_filter import refusals
from assetmap.domain.reports.story import STORY_LONGEST, Story
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, new_id
from assetmap.storage.store import NotFound
from assetmap.storage.tables import STORIES
from assetmap.storage.unit_of_work import UnitOfWork

TITLE_LONGEST = 100
SHOWN_MOST = timedelta(days=366)  # a consent is asked for again once a year
KEPT = timedelta(days=30)  # after its last day


class BadStory(Exception):
    """A story that cannot be kept; `problems` name the field and give the reason."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class ToldStory:
    """What somebody typed of a story. `about` is a listing's id, or `ward:` and a code."""

    title: str
    text: str
    about: str
    consent_on: date | None
    until: date | None
    has_consent: bool


def add_story(context: Context, actor: Actor, told: ToldStory) -> Story:
    """Keep a story. Raises NotAllowed, or BadStory with the reasons."""
    require(actor.person, Action.KEEP_REPORTS)
    problems = list(_problems(context, told))
    if problems or told.consent_on is None or told.until is None:
        raise BadStory(*problems)
    ward = told.about.removeprefix("ward:") if told.about.startswith("ward:") else ""
    story = Story(
        *(new_id(), told.title, told.text, told.consent_on, told.until, actor.person.id),
        listing_id="" if ward else told.about,
        ward=ward,
    )
    with context.unit_of_work() as uow:
        uow.save(STORIES, story)
        _note(context, uow, actor, "added a story", story.id)
    return story


def take_out_story(context: Context, actor: Actor, story_id: str) -> None:
    """Take a story out for good: its end has come, or the consent was taken back.

    Raises NotAllowed, NotFound.
    """
    require(actor.person, Action.KEEP_REPORTS)
    with context.unit_of_work() as uow:
        if not uow.delete(STORIES, id=story_id):
            raise NotFound(f"there is no story {story_id!r}")
        _note(context, uow, actor, "took out a story", story_id)


def stories(context: Context) -> list[Story]:
    """Every story, the newest first."""
    return context.store.find(STORIES, newest_first=True)


def shown_stories(context: Context) -> list[Story]:
    """Those that may be told today, the newest first."""
    today = context.clock.today()
    return [story for story in stories(context) if story.is_shown(today)]


def forget_old_stories(context: Context, uow: UnitOfWork) -> int:
    """Take out the stories whose end has long come; gives how many."""
    before = context.clock.today() - KEPT
    old = [story.id for story in stories(context) if story.until < before]
    return sum(uow.delete(STORIES, id=id_) for id_ in old)


def about_words(context: Context, story: Story) -> str:
    """What a story is about: the name of its listing or its ward; empty when neither is there."""
    if story.listing_id:
        snapshot = context.directory_cache.current().snapshot
        at = snapshot.position.get(story.listing_id)
        return "" if at is None else snapshot.rows[at].listing.shown.name
    wards = context.areas.current(AreaKind.WARD, context.clock.today())
    ward = wards.by_code.get(story.ward) if wards else None
    return ward.name if ward else ""


def _problems(context: Context, told: ToldStory) -> list[Problem]:
    today = context.clock.today()
    found = []
    if not told.title:
        found.append(Problem("title", "Give the story a title."))
    if len(told.title) > TITLE_LONGEST:
        found.append(Problem("title", f"Keep the title to {TITLE_LONGEST} characters."))
    if not told.text:
        found.append(Problem("text", "Write the story."))
    if len(told.text) > STORY_LONGEST:
        found.append(Problem("text", f"Keep it to {STORY_LONGEST} characters."))
    for name, words in (("title", told.title), ("text", told.text)):
        found += [Problem(name, reason) for reason in refusals(words, today.year)]
    if not _is_there(context, told.about):
        found.append(Problem("about", "Choose the listing or the ward that it is about."))
    if not told.has_consent:
        found.append(Problem("consent", "A story can only be told by somebody who said yes to it."))
    return found + _date_problems(told, today)


def _date_problems(told: ToldStory, today: date) -> list[Problem]:
    found = []
    if told.consent_on is None or told.consent_on > today:
        found.append(
            Problem("consent_on", "Give the day on which they said yes, such as 27 3 2026.")
        )
    if told.until is None or told.until < today:
        found.append(Problem("until", "Give the last day on which it may be told."))
    elif told.consent_on and told.until > told.consent_on + SHOWN_MOST:
        found.append(Problem("until", "A year after they said yes is the longest. Then ask again."))
    return found


def _is_there(context: Context, about: str) -> bool:
    if about.startswith("ward:"):
        wards = context.areas.current(AreaKind.WARD, context.clock.today())
        return bool(wards and about.removeprefix("ward:") in wards.by_code)
    return about in context.directory_cache.current().snapshot.position


def _note(context: Context, uow: UnitOfWork, actor: Actor, what: str, story_id: str) -> None:
    now = context.clock.now()
    uow.audit(AuditEvent(now, actor.person.id, what, f"story:{story_id}", actor.origin))
