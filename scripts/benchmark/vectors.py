"""A model of meaning for a benchmark's data directory, with vectors for every listing."""

import shutil
from pathlib import Path

import numpy as np

from assetmap.config import read_config
from assetmap.embeddings.vector_file import made_small
from assetmap.services.embeddings.embedding_texts import EACH
from scripts.benchmark.home import desk_of
from scripts.benchmark.processes import Failed, environment


def give_meaning(home: Path, weights: Path, seed: int) -> None:
    """Use the weights in a folder, as `assetmap meaning install` leaves them. Raises Failed.

    The everyday phrases' vectors are worked out. Those of the listings are drawn by lot, since
    20,000 take half an hour and are measured against just as fast whatever they are.
    """
    shutil.copytree(weights, read_config(environment(home)).meaning_folder)
    desk = desk_of(home)
    try:
        engine = desk.meaning.engine() if desk.meaning else None
        if desk.meaning is None or desk.filling is None or engine is None:
            raise Failed(f"there are no weights of a model in {weights}")
        dice = np.random.default_rng(seed)
        engine.file.keep(
            (
                listing.shown.id,
                desk.meaning.fingerprint(listing),
                made_small(dice.standard_normal((EACH, engine.model.size), np.float32)),
            )
            for listing in (row.listing for row in desk.memory.now().snapshot.rows)
        )
        desk.filling.work()
    finally:
        desk.close()
