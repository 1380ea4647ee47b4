"""A model of meaning for a benchmark's data directory, with vectors for every listing."""

import shutil
from pathlib import Path

import numpy as np

from assetmap.config import read_config
from assetmap.embeddings.vector_file import made_small
from assetmap.services.embeddings.phrase_embeddings import EACH
from scripts.benchmark.home import context_of
from scripts.benchmark.processes import Failed, environment


def give_meaning(home: Path, weights: Path, seed: int) -> None:
    """Use the weights in a folder, as `assetmap meaning install` leaves them. Raises Failed.

    The everyday phrases' vectors are worked out. Those of the listings are drawn by lot, since
    20,000 take half an hour and are measured against just as fast whatever they are.
    """
    shutil.copytree(weights, read_config(environment(home)).meaning_folder)
    context = context_of(home)
    try:
        engine = context.embeddings.engine() if context.embeddings else None
        if context.embeddings is None or context.embedding_worker is None or engine is None:
            raise Failed(f"there are no weights of a model in {weights}")
        dice = np.random.default_rng(seed)
        engine.file.keep(
            (
                listing.shown.id,
                context.embeddings.fingerprint(listing),
                made_small(dice.standard_normal((EACH, engine.model.size), np.float32)),
            )
            for listing in (row.listing for row in context.directory_cache.current().snapshot.rows)
        )
        context.embedding_worker.work()
    finally:
        context.close()
