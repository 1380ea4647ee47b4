"""The numbers that people are given to ring: whether they ring, and in what danger."""

from collections.abc import Collection, Iterator

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.danger import DangerKind
from assetmap.domain.borough.help_line import HelpLine
from assetmap.domain.email import is_email
from assetmap.domain.phone import phone_parts
from assetmap.services.borough.change_problem import ChangeProblem, quoted
from assetmap.services.borough.word_uses import changed_concepts
from assetmap.services.context import Context


def phone_problems(borough: Borough) -> Iterator[ChangeProblem]:
    """Lines without words or without a number that rings, and numbers for no kind of danger."""
    yield from _line("borough", "help", borough.help)
    yield from _line("borough", "worried", borough.worried)
    kinds = {kind.id for kind in borough.danger.kinds}
    for at, line in enumerate(borough.urgent, 1):
        place = f"urgent.{at}"
        yield from _line("borough", place, line)
        for kind in line.kinds:
            if kind not in kinds:
                message = (
                    f"{quoted(line.text)} is for the kind of danger {quoted(kind)}, which is not "
                    f"there. The kinds are {', '.join(sorted(kinds)) or 'none'}."
                )
                yield ChangeProblem("borough", place, message)
    for danger in borough.danger.kinds:
        yield from _danger(danger)
    for signpost in borough.signposts:
        if signpost.phone and not signpost.tel:
            yield _no_number("signposts", signpost.slug, signpost.phone)
        if not signpost.text.strip():
            yield ChangeProblem("signposts", signpost.slug, "Say in words where to go.")


def unheard_danger(context: Context, borough: Borough) -> Iterator[ChangeProblem]:
    """The everyday words that a kind of danger, or giving time, is heard by and that are gone."""
    shipped = {concept.id for concept in borough.thesaurus.concepts}
    known = shipped | {concept.id for concept in changed_concepts(context)}
    for kind in borough.danger.kinds:
        told = f"the danger {quoted(kind.id)}"
        yield from _unheard("danger", kind.id, told, kind.concepts, known)
    told = "somebody who wants to give time"
    yield from _unheard("giving", "concepts", told, borough.giving.concepts, known)


def _unheard(
    file: str, place: str, told: str, concepts: Collection[str], known: Collection[str]
) -> Iterator[ChangeProblem]:
    for concept in concepts:
        if concept not in known:
            message = (
                f"The everyday words {quoted(concept)} are not there, and {told} is heard by them. "
                "Put them back, or take their name out there first."
            )
            yield ChangeProblem(file, place, message)


def _danger(kind: DangerKind) -> Iterator[ChangeProblem]:
    if not kind.lines:
        message = f"The danger {quoted(kind.id)} has no number to ring. Give it one."
        yield ChangeProblem("danger", kind.id, message)
    for line in kind.lines:
        yield from _line("danger", kind.id, line)


def _line(file: str, place: str, line: HelpLine) -> Iterator[ChangeProblem]:
    if not line.text.strip():
        message = "This number has no words. Say whom people ring and what for."
        yield ChangeProblem(file, place, message)
    if not line.phone.strip():
        message = f"{quoted(line.text)} has no phone number. Give one that people can ring."
        yield ChangeProblem(file, place, message)
    elif not any(part.tel for part in phone_parts(line.phone)):  # also of one for texts
        yield _no_number(file, place, line.phone)
    if line.email and not is_email(line.email):
        message = f"{quoted(line.email)} is not an email address, such as help@example.org."
        yield ChangeProblem(file, place, message)


def _no_number(file: str, place: str, phone: str) -> ChangeProblem:
    message = f"{quoted(phone)} is not a number that can be rung, such as 01632 960100 or 111."
    return ChangeProblem(file, place, message)
