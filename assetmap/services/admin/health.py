"""Whether everything a running copy needs is there and agrees."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from assetmap.clock import LONDON
from assetmap.domain.key_check import fits
from assetmap.pdf.document import can_make_pdf
from assetmap.services.admin.street_map import drawn_map_words, street_map_words
from assetmap.services.backup.keys import WAYS_OUT, check_of
from assetmap.services.context import Context
from assetmap.services.embeddings.embedding_worker import progress
from assetmap.services.time_bank.ledger_check import check_ledger
from assetmap.storage.store import StoreError

COPY_KEPT = timedelta(days=30)  # after an upgrade


@dataclass(frozen=True)
class Finding:
    """One thing looked at: how it is, and what to do when it is not well."""

    what: str
    is_well: bool
    says: str
    mend: str = ""


def is_alive(context: Context) -> bool:
    """Whether the store and the index answer."""
    try:
        context.store.version()
        context.directory_cache.current()
    except (StoreError, OSError):
        return False
    return True


def examine(context: Context) -> list[Finding]:
    """A look at the store, the index, the postcodes, the sample data and the settings."""
    sources = context.store.sources()
    comparison = context.indexer.compare()
    wrong = (
        f"{len(comparison.missing)} missing, {len(comparison.superfluous)} too many, "
        f"{len(comparison.outdated)} out of date, {comparison.queued} waiting"
        f"{_waited(comparison.queue_age_s)}"
    )
    places, gazetteer = (*context.borough.places, *context.borough.landmarks), context.gazetteer
    found = {place.label for place in (*gazetteer.places(), *gazetteer.landmarks())}
    lost = [place.name for place in places if place.name not in found]
    named = ", ".join(f"{count:,} from {source}" for source, count in sources.items())
    return [
        Finding("Records", True, f"{sum(sources.values()):,} listings ({named or 'none yet'})"),
        Finding(
            "Index",
            comparison.agrees,
            "agrees with the records" if comparison.agrees else wrong,
            _mend_index(context),
        ),
        Finding(
            "Places",
            not lost,
            f"{len(places)} places, each at a live postcode"
            if not lost
            else f"no postcode found for {', '.join(lost)}",
            "give those places another postcode in places.toml",
        ),
        _about_school_terms(context),
        _about_samples(context),
        _about_meaning(context),
        _about_paper(),
        _about_key(context),
        *_about_copies(context),
        Finding("Street map", True, street_map_words(context)),
        Finding("Drawn map", True, drawn_map_words(context)),
        _about_unreadable(context),
        *_about_time_bank(context),
    ]


def _mend_index(context: Context) -> str:
    folder, mend = context.config.index, "run: assetmap index rebuild"
    if os.access(folder, os.W_OK):
        return mend
    return f"let the user who runs the site write to {folder}, then {mend}"


def _waited(seconds: int) -> str:
    """For how long the oldest change has waited, from the first minute on."""
    if seconds < 60:
        return ""
    minutes = seconds // 60
    return f", the oldest for {minutes} minute{'s' if minutes > 1 else ''}"


def _about_unreadable(context: Context) -> Finding:
    found = context.store.look_for_unreadable()
    return Finding(
        "Every record can be read",
        not found,
        f"{len(found)} cannot: {'; '.join(map(str, found))}" if found else "yes",
        "restore them from a backup (docs/operating.md); until then they count as not there",
    )


def _about_time_bank(context: Context) -> Iterator[Finding]:
    """Whether the ledger can be believed; nothing where nobody has an account."""
    found = check_ledger(context)
    if found.faults:
        says = f"not as it should be: {' '.join(found.faults[:3])}"
        yield Finding("Time bank", False, says, "run: assetmap time-bank check (docs/operating.md)")
    elif found.figures and (found.figures.members or found.figures.entries):
        yield Finding("Time bank", True, f"the ledger adds up, {found.figures.entries:,} entries")


def _about_meaning(context: Context) -> Finding:
    """Not installed or switched off is well: everything works without it."""
    what, mend = "Meaning", "run: assetmap meaning install"
    if not context.config.meaning:
        return Finding(what, True, "off", mend)
    if context.embeddings is None:
        return Finding(what, True, "not installed, which is fine", mend)
    if context.embeddings.engine() is None:
        return Finding(what, False, context.embeddings.problem, mend)
    found = progress(context.embeddings, context.directory_cache)
    return Finding(what, True, f"{found.ready:,} of {found.listings:,} listings have vectors", mend)


def _about_paper() -> Finding:
    """Without PDF files is well too: the browser prints sheets by itself."""
    if can_make_pdf():
        return Finding("Paper", True, "sheets can be taken away as PDF files")
    return Finding("Paper", True, "no PDF files of sheets, which is fine: Pango is not installed")


def _about_samples(context: Context) -> Finding:
    return Finding(
        "Sample data",
        True,
        "invented listings are loaded, and every page says so"
        if context.directory_cache.current().snapshot.has_samples
        else "none loaded",
    )


def _about_school_terms(context: Context) -> Finding:
    """Not well from 60 days before the last term that is known ends: councils set them early."""
    until, mend = context.borough.school_terms.known_until, "add the next school year to terms.toml"
    if until is None:
        return Finding("School terms", False, "none known: groups of term time have no dates", mend)
    is_well = until - context.clock.today() > timedelta(days=60)
    return Finding("School terms", is_well, f"known until {until.isoformat()}", mend)


def _about_key(context: Context) -> Finding:
    """Whether the site can start: it needs the key that the data was written with."""
    check = check_of(context.store)
    if check is None:
        return Finding("Key", True, "none yet: the first start makes one")
    if fits(check, context.config.secret_key):
        return Finding("Key", True, "fits the data")
    return Finding("Key", False, "missing, or not the key of this data", WAYS_OUT)


def _about_copies(context: Context) -> Iterator[Finding]:
    """Copies from before upgrades hold personal data too, so they are not to be forgotten."""
    for copy in context.store.earlier_copies():
        made = datetime.fromtimestamp(copy.stat().st_mtime, LONDON)
        yield Finding(
            "Copy",
            context.clock.now() - made <= COPY_KEPT,
            f"{copy.name}, made before an upgrade on {made.date().isoformat()}",
            f"delete {copy} when all is well",
        )
