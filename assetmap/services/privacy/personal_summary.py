"""What is held about a person, and what was erased, in lines that people read."""

from collections.abc import Iterator

from assetmap.domain.listings.fields import FIELDS
from assetmap.services.privacy.erasure import Erased
from assetmap.services.privacy.personal_data import HeldData


def held_lines(held: HeldData) -> tuple[str, ...]:
    """Each thing that is held and would be erased, in one line."""
    return (
        *(f"Staff account of {each.name or each.id}, {each.email}" for each in held.staff),
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
