"""What a register or a feed names that may be worth a listing."""

from dataclasses import dataclass

USE_LEADS = "Its rows are leads, not listings. Use assetmap leads import for it."


@dataclass(frozen=True)
class FoundLead:
    """One of them, as it was found. Postcode and point (latitude, longitude) tell in which council
    it lies, and are not kept.
    """

    key: str
    name: str
    what: str
    town: str = ""
    postcode: str = ""
    point: tuple[float, float] | None = None
    website: str = ""


@dataclass(frozen=True)
class FoundLeads:
    """What was found and what its source deleted; `next` goes on from there, if that can be."""

    found: tuple[FoundLead, ...]
    deleted: tuple[str, ...] = ()
    next: str = ""
