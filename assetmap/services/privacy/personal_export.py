"""Everything that is held about a person, as a document that they can be given."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from assetmap.domain.checks.check import Check
from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.people.people import Person
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.privacy.erasure import Erased
from assetmap.services.privacy.personal_data import HeldData, HeldField, held_about
from assetmap.services.time_bank.member_file import member_file
from assetmap.storage.store import AuditedEvent, NotFound
from assetmap.storage.tables import ACCOUNTS, IDENTITIES, REMEMBERED_BROWSERS


def held_lines(held: HeldData) -> tuple[str, ...]:
    """Each thing that is held and would be erased, in one line."""
    return (
        *(f"Staff account of {each.name or each.id}, {each.email}" for each in held.staff),
        *(f"Member {each.id} of the time bank, {each.name}" for each in held.members),
        *_field_lines(held),
        *_counted(len(held.old_texts), "earlier text of a listing", "earlier texts of listings"),
        *_counted(len(held.audit), "value in the history", "values in the history"),
        *_counted(len(held.proposals), "proposed change", "proposed changes"),
        *_counted(len(held.reports), "report of a problem", "reports of problems"),
        *_counted(len(held.suggestions), "suggestion", "suggestions"),
        *_counted(len(held.letters), "email in the queue", "emails in the queue"),
    )


def erased_words(erased: Erased) -> str:
    """What was erased, in one line: `1 listing, 3 revisions`; `nothing` when it was nothing."""
    parts = (
        *_counted(erased.staff, "staff account", "staff accounts"),
        *_counted(erased.members, "time-bank member", "time-bank members"),
        *_counted(erased.listings, "listing", "listings"),
        *_counted(erased.revisions, "revision", "revisions"),
        *_counted(erased.audit_values, "value in the history", "values in the history"),
        *_counted(erased.proposals, "proposed change", "proposed changes"),
        *_counted(erased.reports, "report", "reports"),
        *_counted(erased.suggestions, "suggestion", "suggestions"),
        *_counted(erased.letters, "email in the queue", "emails in the queue"),
        *_counted(erased.files, "email in the outbox", "emails in the outbox"),
    )
    return ", ".join(parts) or "nothing"


def _field_lines(held: HeldData) -> Iterator[str]:
    for each in held.fields:
        label = FIELDS[each.field].label.lower()
        when = "" if each.is_current else " in earlier versions"
        yield f"Listing {each.listing_name} ({each.listing_id}), {label}{when}: {each.value}"


def _counted(number: int, one: str, several: str) -> Iterator[str]:
    if number:
        yield f"{number:,} {one if number == 1 else several}"


def export_person(context: Context, actor: Actor, text: str) -> dict[str, Any]:
    """What is held about the person with this e-mail address or phone number.

    No password and the like; of letters not the text, since its links open things. Raises
    NotAllowed, SubjectNotFound.
    """
    held = held_about(context, actor, text)
    return {
        "asked_for": held.wanted.email or held.wanted.phone,
        "as_at": context.clock.now().isoformat(timespec="seconds"),
        "body": context.borough.body,
        "staff": [_staff(context, held, person) for person in held.staff],
        "time_bank": [member_file(context, each) for each in held.members],
        "listings": [_field(each) for each in held.fields],
        "earlier_texts": [
            {"listing": listing_id, "revision": number} for listing_id, number in held.old_texts
        ],
        "texts_that_name_them": _plain(held.mentions),
        "proposals": _plain(held.proposals),
        "reports": _plain(held.reports),
        "suggestions": _plain(held.suggestions),
        "letters": [
            {"to": each.to, "subject": each.subject, "state": str(each.state)}
            | {"queued_at": each.queued_at.isoformat()}
            for each in held.letters
        ],
        "history": _in_audit(context, held),
        "asked_not_to_be_listed": held.is_on_do_not_list,
    }


def _staff(context: Context, held: HeldData, person: Person) -> dict[str, Any]:
    sign_ins = (each for each in held.sign_ins if each.person_id == person.id)
    done = (each for each in held.done if each.entry.happening.by == person.id)
    checks = (each for each in held.checks if each.by == person.id)
    return {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "roles": [str(role) for role in person.roles],
        "patch": list(person.patch),
        "listings": list(person.own),
        "looks_after": _looked_after(context, person),
        "active": person.active,
        "emails_of_what_waits": str(person.digest),
        "since": person.since.isoformat() if person.since else "",
        "account": _account(context, person),
        "sign_ins": [
            {"device": each.device, "started": each.started.isoformat()}
            | {"seen": each.seen.isoformat(), "ended": each.ended.isoformat() if each.ended else ""}
            for each in sign_ins
        ],
        "remembered_browsers": [
            {"device": each.device, "since": each.since.isoformat()}
            | {"seen": each.seen.isoformat(), "until": each.until.isoformat()}
            | {"ended": each.ended.isoformat() if each.ended else ""}
            for each in context.store.find(REMEMBERED_BROWSERS, person_id=person.id)
        ],
        "council_accounts": [
            {"issuer": each.issuer, "subject": each.subject, "since": each.since.isoformat()}
            for each in context.store.find(IDENTITIES, person_id=person.id)
        ],
        "did": [_done(each) for each in done],
        "checks": [_check(each) for each in checks],
    }


def _looked_after(context: Context, person: Person) -> list[str]:
    """The listings whose steward they are."""
    every = context.directory_cache.current().every
    theirs = every.arrays.kept.coded["steward"].having(person.id)
    return [each.id for each in every.where(theirs)]


def _account(context: Context, person: Person) -> dict[str, Any]:
    """That there are secrets, and never what they are."""
    try:
        account = context.store.get(ACCOUNTS, person.id)
    except NotFound:
        return {}
    return {
        "has_password": bool(account.password),
        "has_second_factor": bool(account.second_factor),
        "recovery_codes_left": len(account.recovery_codes),
        "first_sign_in": account.first_sign_in.isoformat() if account.first_sign_in else "",
    }


def _field(held: HeldField) -> dict[str, Any]:
    return {
        "listing": held.listing_id,
        "name": held.listing_name,
        "field": FIELDS[held.field].label,
        "value": held.value,
        "is_public": not FIELDS[held.field].private,
        "is_current": held.is_current,
        "revisions": list(held.revisions),
    }


def _done(audited: AuditedEvent) -> dict[str, str]:
    done = audited.entry.happening
    return {"at": done.at.isoformat(timespec="seconds"), "what": done.what, "on": done.subject}


def _check(check: Check) -> dict[str, str]:
    return {
        "at": check.at.isoformat(timespec="seconds"),
        "listing": check.listing_id,
        "method": check.method.label,
        "outcome": check.outcome.label,
    }


def _in_audit(context: Context, held: HeldData) -> list[dict[str, str]]:
    """The values of the audit that are about them."""
    wanted = set(held.audit)
    return [
        _done(each) | {"field": value.field, "before": value.before, "after": value.after}
        for each in (context.store.audited() if wanted else ())
        for value in each.values
        if (each.entry.number, value.field) in wanted
    ]


_plain: Callable[[Any], Any] = msgspec.to_builtins
