"""The tables of the questions that come with the program, over its sample listings."""

from collections.abc import Sequence
from pathlib import Path

from assetmap.domain.search.query import Search
from assetmap.paths import SAMPLE
from assetmap.services.context import Context
from assetmap.services.search.finding import answer
from scripts.benchmark.table import Printer
from scripts.quality_check.answers import context_with
from scripts.quality_check.behaviour import counts
from scripts.quality_check.fts5 import Fts5
from scripts.quality_check.measures import DEPTH, mean, measured
from scripts.quality_check.names import TASKS, Asking, name_figures
from scripts.quality_check.own_sets import Item, items

_SPLITS = ("dev", "dev2", "dev3", "dev4", "test")


def print_own(
    printer: Printer, today: str, meaning: Path | None, text_engine: str, *, wrong: bool
) -> None:
    """Ask everything and print it. `wrong` names the questions of `dev` that went wrong.

    Those of the other splits are never named: who reads them writes for them.
    """
    with context_with(SAMPLE, today, meaning, text_engine) as context:
        plain = Fts5(row.listing.shown for row in context.directory_cache.current().snapshot.rows)
        _print_names(printer, context, plain)
        _print_sentences(printer, context, plain)
        _print_counts(printer, context, wrong=wrong)


def _asking(context: Context) -> Asking:
    def ask(words: str) -> Sequence[str]:
        hits = answer(context, Search(words=words, per_page=DEPTH)).hits
        return [hit.listing.shown.id for hit in hits]

    return ask


def _print_names(printer: Printer, context: Context, plain: Fts5) -> None:
    rows = context.directory_cache.current().snapshot.rows
    names = {row.listing.shown.id: row.listing.shown.name for row in rows}
    table = []
    for task in TASKS:
        ours, theirs = (
            name_figures(names, task, _asking(context)),
            name_figures(names, task, plain.ask),
        )
        figures = (ours.first, ours.in_three, theirs.first, theirs.in_three)
        table.append((task, ours.number, *(f"{figure:.3f}" for figure in figures)))
    printer.heading("A listing found by its name")
    printer.table(("typed", "number", "first", "in three", "FTS5 first", "FTS5 in three"), table)


def _print_sentences(printer: Printer, context: Context, plain: Fts5) -> None:
    table = []
    for split in _SPLITS:
        for is_harder in (False, True):
            asked = [each for each in items("sentences", split) if each.is_harder is is_harder]
            if asked:
                name = f"{split}, harder" if is_harder else split
                table.append(
                    (name, len(asked), *_of(asked, _asking(context)), *_of(asked, plain.ask))
                )
    printer.heading("Everyday sentences")
    columns = ("questions", "number", "best in 5", "nDCG@10", "FTS5 best in 5", "FTS5 nDCG@10")
    printer.table(columns, table)


def _of(asked: Sequence[Item], ask: Asking) -> tuple[str, str]:
    found = mean([measured(each.relevant, ask(each.text)) for each in asked])
    return f"{found.best_in_5:.3f}", f"{found.ndcg:.3f}"


def _print_counts(printer: Printer, context: Context, *, wrong: bool) -> None:
    each_split = [counts(context, split) for split in _SPLITS]
    printer.heading("What went wrong, of how many")
    rows = [
        (row[0].what, *(f"{len(each.wrong)} of {each.of}" if each.of else "" for each in row))
        for row in zip(*each_split, strict=True)
    ]
    printer.table(("what", *_SPLITS), rows)
    if wrong:
        for each in each_split[0]:
            for text in each.wrong:
                printer.note(f"{each.what}: {text}")
