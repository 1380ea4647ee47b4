"""Prints how well everyday questions are answered: a table, and every question that misses."""

import argparse
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from scripts.benchmark.table import Printer
from scripts.quality_check.answers import Asked, ask, context_with, read_questions
from scripts.quality_check.measures import mean
from scripts.quality_check.own_tables import print_own

_COLUMNS = (
    *("questions", "number", "nDCG@10", "recall@10", "MRR"),
    *("best in 3", "best in 5", "no result"),
)


def main() -> None:
    """Read the arguments, ask, print."""
    parser = argparse.ArgumentParser(prog="scripts/quality", description=__doc__)
    parser.add_argument(
        "listings",
        type=Path,
        nargs="?",
        help="listings as any file that can be imported; without any, the questions that come with "
        "the program are asked of its sample",
    )
    parser.add_argument(
        "questions",
        type=Path,
        nargs="?",
        help='a JSON list of {"id", "text", "rel": {listing id: grade 1 to 3}, "split"}',
    )
    parser.add_argument("--today", default="2026-03-16", help="the day on which to ask")
    parser.add_argument("--meaning", type=Path, help="the folder of a model's weights, to use it")
    parser.add_argument(
        "--text-engine",
        choices=("whoosh", "tantivy"),
        default="whoosh",
        help="what keeps the full-text index, as ASSETMAP_TEXT_ENGINE: whoosh unless given",
    )
    parser.add_argument("--markdown", action="store_true", help="print the tables as Markdown")
    parser.add_argument("--wrong", action="store_true", help="name what went wrong, of `dev`")
    given = parser.parse_args()
    printer = Printer(markdown=given.markdown)
    if given.listings is None:
        print_own(printer, given.today, given.meaning, given.text_engine, wrong=given.wrong)
        return
    if given.questions is None:
        parser.error("give the questions as well")
    opened = context_with(given.listings, given.today, given.meaning, given.text_engine)
    with opened as context:
        asked = ask(context, read_questions(given.questions))
    _print_table(printer, asked)
    _print_misses(printer, asked)


def _print_table(printer: Printer, asked: Sequence[Asked]) -> None:
    splits = dict.fromkeys(each.question.split for each in asked)
    groups = {split: [one for one in asked if one.question.split == split] for split in splits}
    if len(groups) > 1:
        groups["all of them"] = list(asked)
    rows = [
        (name, len(group), *(f"{x:.3f}" for x in astuple(mean([one.measures for one in group]))))
        for name, group in groups.items()
    ]
    printer.heading("How well everyday questions are answered")
    printer.table(_COLUMNS, rows)


def _print_misses(printer: Printer, asked: Sequence[Asked]) -> None:
    misses = [one for one in asked if not one.measures.best_in_5]
    printer.heading(f"No best answer in the first five: {len(misses)} of {len(asked)}")
    rows = [(one.question.id, one.question.text, _wanted(one), _shown(one)) for one in misses]
    printer.table(("question", "as typed", "wanted", "first five"), rows)


def _wanted(one: Asked) -> str:
    best = max(one.question.grades.values())
    return " ".join(each for each, grade in one.question.grades.items() if grade == best)


def _shown(one: Asked) -> str:
    return " ".join(one.ranked[:5]) or "nothing"


if __name__ == "__main__":
    main()
