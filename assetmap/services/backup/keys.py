"""The secret key of a data directory: found, compared with the data, and refused in plain words.

The data keeps a check of its key (domain/key_check.py). With another key every second factor would
be unreadable, every link dead, and who asked not to be listed would be let in again, all without
a word; so nothing that uses the key begins without the right one.
"""

from dataclasses import dataclass

from assetmap.config import Config
from assetmap.domain.key_check import KeyCheck, fits, key_check
from assetmap.services.context import Context
from assetmap.storage.secret_key import kept_key, key_path, make_key, new_key
from assetmap.storage.store import Store, Unavailable
from assetmap.storage.tables import ACCOUNTS, DO_NOT_LIST, KEY_CHECKS, LINKS

SETTING = "ASSETMAP_SECRET_KEY"
WAYS_OUT = (
    "If you have the key, give it with: assetmap restore --key FILE. "
    "If it is lost: assetmap restore --new-key, which says what ends with it."
)


class KeyRefused(Unavailable):
    """The key is missing, or is not the one of this data; the message says what to do."""


@dataclass(frozen=True)
class GivenKey:
    """A key and where it came from, in words; both are empty when there is none."""

    key: str = ""
    place: str = ""


def given_key(config: Config) -> GivenKey:
    """The key that the settings or the data directory give. Raises Unavailable."""
    if config.secret_key:
        return GivenKey(config.secret_key, SETTING)
    key = kept_key(config.home)
    return GivenKey(key, str(key_path(config.home)) if key else "")


def usable_key(config: Config, store: Store) -> str:
    """The key of the data; made for data that has had none yet. Raises KeyRefused, Unavailable."""
    given, check = given_key(config), check_of(store)
    if given.key and (check is None or fits(check, given.key)):
        return given.key
    if given.key:
        raise KeyRefused(f"{given.place} is not the key of this data. {WAYS_OUT}")
    if check is not None or _has_keyed(store):
        raise KeyRefused(
            f"the key of this data is missing: there is no {key_path(config.home)}, and "
            f"{SETTING} is not set. {WAYS_OUT}"
        )
    return make_key(config.home)


def key_for_reading(config: Config, store: Store) -> str:
    """The key of the data, or one that fits nothing: whoever only reads has no use for it."""
    try:
        given = given_key(config)
    except Unavailable:
        return new_key()
    check = check_of(store)
    return given.key if given.key and (check is None or fits(check, given.key)) else new_key()


def note_key(context: Context) -> None:
    """Keep the check of the key that the data is opened with, when there is none yet."""
    if check_of(context.store) is None:
        with context.unit_of_work() as uow:
            if check_of(context.store) is None:
                uow.save(KEY_CHECKS, key_check(context.config.secret_key, context.clock.now()))


def check_of(store: Store) -> KeyCheck | None:
    """The check of the data's key; None before the first start with one."""
    found = store.find(KEY_CHECKS, most=1)
    return found[0] if found else None


def _has_keyed(store: Store) -> bool:
    """Whether a key was used, though none was checked: data of a version before there was a check.

    What is asked for is lost or let in without that key.
    """
    return bool(
        store.count(LINKS, used=0)
        or any(entry.marks for entry in store.find(DO_NOT_LIST))
        or any(account.second_factor_secret for account in store.find(ACCOUNTS))
    )
