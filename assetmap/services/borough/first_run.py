"""The steps of setting a borough up, and how far each is: worked out from what is there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from assetmap.borough.editing import content_of, value_at
from assetmap.domain.borough.fiction_numbers import has_fiction_number
from assetmap.domain.borough.setup_step import SetupOutcome, SetupStep
from assetmap.domain.imports.import_batch import BatchState
from assetmap.domain.listings.listing import SAMPLE_SOURCE
from assetmap.domain.people.people import Action, Role, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.account.people import everyone, has_taken_up
from assetmap.services.admin.sample import sample_size
from assetmap.services.borough.borough_files import shipped_text, text_of
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound
from assetmap.storage.tables import IMPORT_BATCHES, SETUP_STEPS

_NAME_KEYS = ("name", "title", "body", "authority_code")  # what makes a borough another
_FILE_WAITS = (BatchState.UPLOADED, BatchState.CHECKED)
_ADMINS_LEAST = 2  # one who loses the second factor needs another


class StepState(StrEnum):
    """How far a step is, in words."""

    NOT_STARTED = "Not started"
    STARTED = "Started"
    PROBLEM = "There is a problem"
    KEPT = "Kept"
    DONE = "Done"

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do."""
        return self in (StepState.KEPT, StepState.DONE)


@dataclass(frozen=True)
class Step:
    """One step. `says` is what there is now; `about` what a keeping of it would be about.

    `keep` are the words of the button by which an admin says that it is right as it is; empty
    where it must not stay so.
    """

    name: str
    state: StepState
    says: str
    keep: str = ""
    about: str = ""


def steps(context: Context) -> tuple[Step, ...]:
    """Every step, in the order in which one goes through them."""
    found = (find(context) for find in _STEPS.values())
    return tuple(_with_keeping(context, each) for each in found)


def steps_left(context: Context) -> int:
    """How many steps somebody still has to look at."""
    return sum(not each.state.is_over for each in steps(context))


def keep(context: Context, actor: Actor, name: str) -> None:
    """Remember that a step is right as it is. Raises NotAllowed; NotFound where it cannot be."""
    require(actor.person, Action.SET_UP)
    step = next((each for each in steps(context) if each.name == name and each.keep), None)
    if step is None:
        raise NotFound(f"there is nothing to keep about {name}")
    note(context, actor, SetupStep(name, SetupOutcome.KEPT, context.clock.now(), step.about))


def look_again(context: Context, actor: Actor, name: str) -> None:
    """Forget what was kept or tried about a step. Raises NotAllowed."""
    require(actor.person, Action.SET_UP)
    with context.unit_of_work() as uow:
        uow.delete(SETUP_STEPS, id=name)


def note(context: Context, actor: Actor, step: SetupStep) -> None:
    """Keep what came of a step, and say in the audit who did it."""
    with context.unit_of_work() as uow:
        uow.save(SETUP_STEPS, step)
        what = f"set up: {step.id}, {step.outcome}"
        uow.audit(AuditEvent(step.at, actor.person.id, what, f"set-up:{step.id}", actor.origin))


def noted(context: Context, name: str, about: str) -> SetupStep | None:
    """What was last kept or tried about a step, if it still holds."""
    try:
        found = context.store.get(SETUP_STEPS, name)
    except NotFound:
        return None
    return found if found.about == about else None


def mail_route(context: Context) -> str:
    """Where letters go: `mail.example.org:587`, or `outbox`; never a password."""
    server = context.config.mail
    return f"{server.host}:{server.port}" if server else "outbox"


def _with_keeping(context: Context, step: Step) -> Step:
    kept = noted(context, step.name, step.about)
    if not step.state.is_over and step.keep and kept and kept.outcome is SetupOutcome.KEPT:
        return replace(step, state=StepState.KEPT)
    return step


def _done(is_done: bool) -> StepState:
    return StepState.DONE if is_done else StepState.NOT_STARTED


def _name(context: Context) -> Step:
    now, shipped = content_of(text_of(context, "borough")), content_of(shipped_text("borough"))
    is_own = any(value_at(now, (key,)) != value_at(shipped, (key,)) for key in _NAME_KEYS)
    borough = context.borough
    says = f"{borough.title}. {borough.body} keeps it, for {borough.name}."
    return Step("name", _done(is_own), says, "This is our name")


def _phones(context: Context) -> Step:
    borough = context.borough
    lines = (borough.help, borough.worried, *borough.urgent)
    numbers = dict.fromkeys(each.phone for each in lines if has_fiction_number(each.phone))
    if numbers:
        kind = "An invented number" if len(numbers) == 1 else "Invented numbers"
        says = f"{kind}, which nobody answers: {', '.join(numbers)}."
        return Step("phone-lines", StepState.NOT_STARTED, says)
    says = f"Help: {borough.help.phone}. Worries: {borough.worried.phone}."
    return Step("phone-lines", StepState.DONE, says)


def _categories(context: Context) -> Step:
    is_own = text_of(context, "categories") != shipped_text("categories")
    count = len(context.borough.words.categories)
    says = f"{count} categories, {'changed by you' if is_own else 'as they came'}."
    return Step("categories", _done(is_own), says, "Keep these categories")


def _terms(context: Context) -> Step:
    now = value_at(content_of(text_of(context, "terms")), ("term",)) or ()
    shipped = value_at(content_of(shipped_text("terms")), ("term",)) or ()
    is_own = not any(each in shipped for each in now)
    terms = f"{len(now)} term{'' if len(now) == 1 else 's'}"
    own = f"Dates of your own: {terms}." if now else "There are none."
    says = own if is_own else "Dates that came with the program, and are invented."
    return Step("school-terms", _done(is_own), says)


def _areas(context: Context) -> Step:
    sets = context.areas.sets()
    own = [each.name for each in sets if not each.is_sample]
    says = f"{', '.join(own)}." if own else "Only invented ones." if sets else "There are none yet."
    return Step("areas", _done(bool(own)), says, "We do without them")


def _sample(context: Context) -> Step:
    size = sample_size(context)
    if not size:
        return Step("sample", StepState.DONE, "There are none in the directory.")
    says = f"Residents see {size:,} invented listing{'' if size == 1 else 's'}."
    return Step("sample", StepState.NOT_STARTED, says, "Keep them for now")


def _listings(context: Context) -> Step:
    arrays = context.directory_cache.current().every.arrays
    own = int((arrays.is_public & ~arrays.is_of_source(SAMPLE_SOURCE)).sum())
    if own:
        says = f"{own:,} listing{'' if own == 1 else 's'} of your own."
        return Step("listings", StepState.DONE, says)
    waiting = any(context.store.count(IMPORT_BATCHES, state=state) for state in _FILE_WAITS)
    if waiting:
        says = "A file is there, and not brought in yet."
        return Step("listings", StepState.STARTED, says, "We begin without a file")
    says = "There are none of your own yet."
    return Step("listings", StepState.NOT_STARTED, says, "We begin without a file")


def _people(context: Context) -> Step:
    admins = [each for each in everyone(context) if each.active and Role.ADMIN in each.roles]
    able = [each for each in admins if has_taken_up(context, each)]
    if len(able) >= _ADMINS_LEAST:
        return Step("people", StepState.DONE, f"{len(able)} admins can sign in.")
    if len(admins) >= _ADMINS_LEAST:
        return Step("people", StepState.STARTED, "Another is invited, and has not signed in yet.")
    says = "There is one admin. Without a second, nobody helps when a phone is lost."
    return Step("people", StepState.NOT_STARTED, says, "One is enough for now")


def _address(context: Context) -> Step:
    config = context.config
    if not config.has_public_url:
        says = f"None is set. Links lead to {config.public_url}."
        return Step("address", StepState.NOT_STARTED, says, about=config.public_url)
    tried = noted(context, "address", config.public_url)
    says, keeping = f"{config.public_url}, which was not tried yet.", ""
    state = StepState.STARTED
    if tried and tried.outcome is SetupOutcome.WELL:
        state, says = StepState.DONE, f"{config.public_url} answers."
    elif tried:
        state, says = StepState.PROBLEM, f"{config.public_url} did not answer us."
        keeping = "It opens on my phone"
    return Step("address", state, says, keeping, config.public_url)


def _mail(context: Context) -> Step:
    route = mail_route(context)
    if not context.config.mail:
        says = "No mail server is set. Letters lie in a folder, and nobody gets them."
        return Step("mail", StepState.NOT_STARTED, says, "We do without email", route)
    tried = noted(context, "mail", route)
    if tried is None:
        return Step("mail", StepState.STARTED, f"{route}, which was not tried yet.", about=route)
    if tried.outcome is SetupOutcome.WELL:
        return Step("mail", StepState.DONE, f"{route} took a letter.", about=route)
    return Step("mail", StepState.PROBLEM, f"{route} did not take a letter.", about=route)


def _map(context: Context) -> Step:
    basemap = context.config.basemap
    about = str(basemap.mbtiles or basemap.tiles or "none")
    if not basemap.tiles:
        says = "Maps are drawn from postcodes. Nobody else is asked."
    elif basemap.mbtiles:
        says = "A street map from a file of your own. Nobody else is asked."
    else:
        says = "A street map from another server, which each visitor’s browser asks."
    return Step("map", StepState.NOT_STARTED, says, "This is the map we want", about)


_STEPS: Mapping[str, Callable[[Context], Step]] = {
    "name": _name,
    "phone-lines": _phones,
    "categories": _categories,
    "school-terms": _terms,
    "areas": _areas,
    "sample": _sample,
    "listings": _listings,
    "people": _people,
    "address": _address,
    "mail": _mail,
    "map": _map,
}
