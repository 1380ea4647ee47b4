"""Whether everything a running copy needs is there and agrees."""

from dataclasses import dataclass

from assetmap.pdf.document import can_make_pdf
from assetmap.services.context import Desk
from assetmap.services.embeddings.embedding_worker import progress
from assetmap.storage.store import StoreError


@dataclass(frozen=True)
class Finding:
    """One thing looked at: how it is, and what to do when it is not well."""

    what: str
    is_well: bool
    says: str
    mend: str = ""


def is_alive(desk: Desk) -> bool:
    """Whether the store and the index answer."""
    try:
        desk.store.version()
        desk.memory.now()
    except (StoreError, OSError):
        return False
    return True


def examine(desk: Desk) -> list[Finding]:
    """A look at the store, the index, the postcodes, the sample data and the settings."""
    sources = desk.store.sources()
    comparison = desk.indexer.compare()
    wrong = (
        f"{len(comparison.missing)} missing, {len(comparison.superfluous)} too many, "
        f"{len(comparison.outdated)} out of date, {comparison.queued} waiting"
    )
    found = {place.label for place in desk.gazetteer.places()}
    lost = [place.name for place in desk.borough.places if place.name not in found]
    named = ", ".join(f"{count:,} from {source}" for source, count in sources.items())
    return [
        Finding("Records", True, f"{sum(sources.values()):,} listings ({named or 'none yet'})"),
        Finding(
            "Index",
            comparison.agrees,
            "agrees with the records" if comparison.agrees else wrong,
            "run: assetmap index rebuild",
        ),
        Finding(
            "Places",
            not lost,
            f"{len(desk.borough.places)} places, each at a live postcode"
            if not lost
            else f"no postcode found for {', '.join(lost)}",
            "give those places another postcode in places.toml",
        ),
        _about_samples(desk),
        _about_meaning(desk),
        _about_paper(),
    ]


def _about_meaning(desk: Desk) -> Finding:
    """Not installed or switched off is well: everything works without it."""
    what, mend = "Meaning", "run: assetmap meaning install"
    if not desk.config.meaning:
        return Finding(what, True, "off", mend)
    if desk.meaning is None:
        return Finding(what, True, "not installed, which is fine", mend)
    if desk.meaning.engine() is None:
        return Finding(what, False, desk.meaning.problem, mend)
    found = progress(desk.meaning, desk.memory)
    return Finding(what, True, f"{found.ready:,} of {found.listings:,} listings have vectors", mend)


def _about_paper() -> Finding:
    """Without PDF files is well too: the browser prints sheets by itself."""
    if can_make_pdf():
        return Finding("Paper", True, "sheets can be taken away as PDF files")
    return Finding("Paper", True, "no PDF files of sheets, which is fine: Pango is not installed")


def _about_samples(desk: Desk) -> Finding:
    return Finding(
        "Sample data",
        True,
        "invented listings are loaded, and every page says so"
        if desk.memory.now().snapshot.has_samples
        else "none loaded",
    )
