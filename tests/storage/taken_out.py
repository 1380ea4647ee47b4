"""Something private in every part of a store, taken out again: is it gone from the disk?"""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from assetmap.domain.checks.check import Check, Method, Outcome
from assetmap.domain.listings.listing import Contact
from assetmap.domain.privacy.audit import AuditEvent, AuditValue
from assetmap.storage.store import Store
from assetmap.storage.tables import CHECKS
from tests.factories import a_listing

SECRET = Contact(phone="01632 960666", email="home@example.org", name="Maureen at home")
_NOON = datetime(2026, 3, 16, 12, tzinfo=UTC)
_SOME = 40


def keep_secret(store: Store) -> None:
    """Keep it with listings, in the audit and in a check."""
    check = Check("a", "a1", _NOON, "p-1", Method.PHONED, Outcome.ALL_CORRECT, note=SECRET.phone)
    with store.transaction() as uow:
        for number in range(_SOME):
            uow.save_listing(a_listing(f"a{number}", private=SECRET))
        uow.audit(
            AuditEvent(_NOON, "p-1", "one", "listing:a", "screen", "why"),
            (AuditValue("phone", "", SECRET.phone, "s"),),
        )
        uow.save(CHECKS, check)


def take_out_secret(store: Store) -> None:
    """Take it out again, everywhere; the listings stay."""
    with store.transaction() as uow:
        for number in range(_SOME):
            uow.save_listing(a_listing(f"a{number}"))
        uow.erase_values([1], ["phone"])
        uow.delete(CHECKS, id="a")
    assert store.scrub()
    assert len(list(store.all())) == _SOME


def holds_secret(folder: Path) -> bool:
    """Whether any file in a folder holds it."""
    return bool(files_holding(folder, SECRET.phone))


def files_holding(folder: Path, text: str) -> list[str]:
    """The names of the files in a folder in which a text stands; somebody may be at work there."""
    found = []
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError, IsADirectoryError):  # taken away since it was listed
            if text.encode() in path.read_bytes():
                found.append(path.name)
    return found
