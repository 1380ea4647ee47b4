"""Takes the listings into a directory that is thrown away, and puts the questions to it."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assetmap.bootstrap import open_context
from assetmap.borough.files import read_borough
from assetmap.clock import parse_clock
from assetmap.config import Config
from assetmap.domain.search.query import Search
from assetmap.exchange.files import read_file
from assetmap.paths import BOROUGH
from assetmap.services.context import Context
from assetmap.services.imports.importing import import_file
from assetmap.services.imports.row_results import ImportOptions
from assetmap.services.search.finding import answer
from scripts.quality_check.measures import DEPTH, Grades, Measures, measured

SOURCE = "quality"


@dataclass(frozen=True)
class Question:
    """What somebody typed, the grades of its listings by id, and the split it belongs to."""

    id: str
    text: str
    grades: Grades
    split: str


@dataclass(frozen=True)
class Asked:
    """A question, the ids it was answered with, best first, and what that is worth."""

    question: Question
    ranked: tuple[str, ...]
    measures: Measures


def read_questions(file: Path) -> tuple[Question, ...]:
    """The graded questions in a JSON list of `id`, `text`, `rel` (grade by id) and `split`."""
    return tuple(
        Question(entry["id"], entry["text"], entry["rel"], entry.get("split", "all"))
        for entry in json.loads(file.read_text(encoding="utf-8"))
    )


@contextmanager
def context_with(
    listings: Path, today: str, meaning: Path | None = None, text_engine: str = "whoosh"
) -> Iterator[Context]:
    """A context over nothing but the listings of a file, published, on a day that stands still.

    `meaning` is the folder of a model's weights, when it is to be used.
    """
    with tempfile.TemporaryDirectory() as folder:
        config = Config(
            home=Path(folder),
            secret_key="quality",
            clock=parse_clock(today),
            text_engine=text_engine,
        )
        batch = read_file(listings, read_borough(BOROUGH, config.borough).words)
        if meaning is not None:
            shutil.copytree(meaning, config.meaning_folder)
        context = open_context(config)
        try:
            import_file(context, batch, ImportOptions(SOURCE, publish=True))
            if context.embedding_worker is not None:
                context.embedding_worker.work()
            yield context
        finally:
            context.close()


def ask(context: Context, questions: Sequence[Question]) -> list[Asked]:
    """Every question put to the context as the search box would."""
    asked = []
    for question in questions:
        hits = answer(context, Search(words=question.text, per_page=DEPTH)).hits
        ranked = tuple(hit.listing.shown.source_id for hit in hits)
        asked.append(Asked(question, ranked, measured(question.grades, ranked)))
    return asked
