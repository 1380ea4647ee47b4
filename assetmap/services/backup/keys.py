"""The secret key of a data directory: found, compared with the data, and refused in plain words.

The data keeps a check of its key (domain/key_check.py). With another key every second factor would
be unreadable, every link dead, and who asked not to be listed would be let in again, all without
a word; so nothing that uses the key begins without the right one.
"""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from assetmap.config import Config
from assetmap.domain.key_check import KeyCheck, fits, key_check
from assetmap.services.context import Context
from assetmap.storage.secret_key import (
    kept_key,
    key_path,
    make_key,
    new_key,
    read_key,
    set_aside,
    write_key,
)
from assetmap.storage.store import Store, Unavailable
from assetmap.storage.tables import ACCOUNTS, DO_NOT_LIST, KEY_CHECKS, LINKS, WEBHOOKS

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
    key = kept_key(config.shared)
    return GivenKey(key, str(key_path(config.shared)) if key else "")


def key_there(config: Config) -> GivenKey:
    """The same, where a file that holds no key counts as none."""
    try:
        return given_key(config)
    except Unavailable:
        return GivenKey()


def usable_key(config: Config, store: Store) -> str:
    """The key of the data; made for data that has had none yet. Raises KeyRefused, Unavailable."""
    check = check_of(store)
    try:
        given = given_key(config)
    except Unavailable as error:  # a file that holds no key
        raise KeyRefused(f"{error}. {WAYS_OUT}") from error
    if given.key and (check is None or fits(check, given.key)):
        return given.key
    if given.key:
        raise KeyRefused(f"{given.place} is not the key of this data. {WAYS_OUT}")
    if check is not None or store.count(KEY_CHECKS) or _has_keyed(store):
        raise KeyRefused(
            f"the key of this data is missing: there is no {key_path(config.shared)}, and "
            f"{SETTING} is not set. {WAYS_OUT}"
        )
    return make_key(config.shared)


def key_for_reading(config: Config, store: Store) -> str:
    """The key of the data, or one that fits nothing: whoever only reads has no use for it."""
    given, check = key_there(config), check_of(store)
    return given.key if given.key and (check is None or fits(check, given.key)) else new_key()


def note_key(context: Context) -> None:
    """Keep the check of the key that the data is opened with, when there is none yet."""
    if check_of(context.store) is None:
        with context.unit_of_work() as uow:
            if check_of(context.store) is None:
                uow.save(KEY_CHECKS, key_check(context.config.secret_key, context.clock.now()))


def fitting(key: str, place: str, check: KeyCheck | None) -> str:
    """A key from a place, if it is that of the data. Raises KeyRefused."""
    if check is not None and not fits(check, key):
        raise KeyRefused(
            f"{place} is not the key that this data was written with. Give the right one with "
            "--key FILE, or --new-key if it is lost"
        )
    return key


def agreeing(file: Path, settings_key: str, check: KeyCheck | None) -> str:
    """The key in a file, where the settings give none or the same. Raises KeyRefused."""
    key = fitting(read_key(file), str(file), check)
    if settings_key and settings_key != key:
        raise KeyRefused(
            f"{SETTING} is set to another key than {file} holds: unset it, or set it to that key"
        )
    return key


def refuse_fitting(given: GivenKey, check: KeyCheck | None) -> None:
    """Raises KeyRefused for a key that is there and fits: nothing has to end with it."""
    if check is not None and fits(check, given.key):
        raise KeyRefused(
            f"the key in {given.place} is that of the data, so nothing has to end. To give it up "
            "all the same, take it away first"
        )


def give_key(config: Config, store: Store, file: Path) -> None:
    """Have the data directory hold the key in a file. Raises KeyRefused, Unavailable.

    A key there that does not fit is renamed.
    """
    key = agreeing(file, config.secret_key, check_of(store))
    if not config.secret_key and key_there(config).key != key:
        set_aside(config.shared)
        write_key(key_path(config.shared), key)


def check_of(store: Store) -> KeyCheck | None:
    """The check of the data's key; None before the first start with one, or when it is damaged.

    Damage to it alone keeps nobody out: the key that is there is taken, and checked from then on.
    """
    try:
        found = store.find(KEY_CHECKS, most=1)
    except msgspec.MsgspecError:
        return None
    return found[0] if found else None


def _has_keyed(store: Store) -> bool:
    """Whether a key was used, though none was checked: data of a version before there was a check.

    What is asked for is lost or let in without that key.
    """
    return bool(
        store.count(LINKS, used=0)
        or any(entry.marks for entry in store.find(DO_NOT_LIST))
        or any(account.second_factor_secret for account in store.find(ACCOUNTS))
        or store.count(WEBHOOKS)
    )
