"""Backups that tests look into."""

import shutil
from pathlib import Path

from assetmap.bootstrap import opened_store
from assetmap.paths import BOROUGH
from assetmap.services.backup.backing_up import KeyWish, back_up
from tests.conftest import config_at

PICTURE = "0123456789abcdef0123-480.webp"


def backed_up(home: Path, folder: Path, passphrase: str) -> None:
    """Backs a directory up into a folder: `apart.zip`, `enclosed.zip` and `key`.

    It gets a picture and a borough file beforehand.
    """
    work = Path(shutil.copytree(home, folder / "work", symlinks=True))
    for path in (f"pictures/{PICTURE}", "borough/terms.toml"):
        (work / path).parent.mkdir()
        shutil.copyfile(BOROUGH / "terms.toml", work / path)
    config = config_at(work, work / "cache")
    with opened_store(config) as store:
        back_up(config, store, folder / "apart.zip", KeyWish(folder / "key"))
        back_up(config, store, folder / "enclosed.zip", KeyWish(passphrase=passphrase))
    shutil.rmtree(work)
