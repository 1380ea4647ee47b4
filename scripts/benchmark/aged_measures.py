"""A directory after five years of use: staff's pages, upkeep, reading while publishing."""

from dataclasses import dataclass

from scripts.benchmark.aged_data import AgedData, live_through
from scripts.benchmark.home import Imported
from scripts.benchmark.in_process import InProcess, Timing
from scripts.benchmark.matching import measure_matches
from scripts.benchmark.publishing import Published, publish_while_reading
from scripts.benchmark.questions import Questions
from scripts.benchmark.staff import day_of_upkeep, measure_pages, staff

FULL_UP_TO = 5_000  # listings; a larger directory gets the same ladder and little history
_LITTLE = AgedData(checks=1, revisions=1, entries=1)


@dataclass(frozen=True)
class AgedMeasures:
    """Everything taken of a directory that has been in use."""

    years: AgedData
    written_s: float
    pages: list[Timing]
    published: Published
    upkeep_s: float
    letters: int


def measure_lived(
    imported: Imported, app: InProcess, questions: Questions, number: int
) -> AgedMeasures:
    """Let the years go by, and measure what staff wait for. Changes the directory for good."""
    years = AgedData() if imported.size <= FULL_UP_TO else _LITTLE
    written = live_through(app.context, years, seed=1)
    staff(app.context)
    pages = [*measure_pages(app.context, number), measure_matches(app.context, number)]
    published = publish_while_reading(imported.home, app.context, questions.public_pages())
    upkeep, done = day_of_upkeep(app.context)
    return AgedMeasures(years, written, pages, published, upkeep, done.letters)
