"""`search`: the find page's question on the command line."""

import json

import click

from assetmap.cli.opening import opened
from assetmap.domain.borough.help_line import HelpLine
from assetmap.domain.search.query_reading import read_search
from assetmap.domain.search.results import Answer, Match
from assetmap.domain.times.schedule_words import session_words
from assetmap.exchange.answer_json import answer_document
from assetmap.services.context import Context
from assetmap.services.search.finding import answer


@click.command()
@click.argument("words", nargs=-1)
@click.option("--near", default="", help="A postcode, part of one, or a place name.")
@click.option("--within", default="", help="Miles from that place.")
@click.option(
    "--filter",
    "filters",
    multiple=True,
    metavar="NAME=VALUE",
    help="Any parameter of the find page, such as day=tue.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
def search(
    words: tuple[str, ...], near: str, within: str, filters: tuple[str, ...], as_json: bool
) -> None:
    """Find listings by WORDS, a place and filters."""
    parameters = [("q", " ".join(words)), ("near", near), ("within", within)]
    for each in filters:
        name, equals, value = each.partition("=")
        if not equals:
            raise click.ClickException(f"--filter {each}: write NAME=VALUE, such as day=tue")
        parameters.append((name, value))
    with opened(needs_key=False) as context:
        choices = context.directory_cache.current().snapshot.choices
        question, problems = read_search(parameters, context.borough.words, choices)
        if problems:
            raise click.ClickException("; ".join(problem.message for problem in problems))
        found = answer(context, question)
        if found.problems:
            raise click.ClickException("; ".join(problem.message for problem in found.problems))
        click.echo(_as_json(found) if as_json else _as_lines(context, found))


def _as_json(found: Answer) -> str:
    return json.dumps(answer_document(found), ensure_ascii=False, indent=2)


def _urgent(line: HelpLine) -> str:
    """`Ring 999: police, ambulance or fire`, above everything else when there is danger."""
    does = f"Send the text {line.sms} to" if line.sms else "Ring"
    return " ".join(filter(None, (line.emergency, f"{does} {line.phone}: {line.text}")))


def _as_lines(context: Context, found: Answer) -> str:
    lines = [*map(_urgent, found.urgent), f"{found.total:,} found"]
    if found.understood.correction:
        lines.append(f"Showing results for: {found.understood.correction}")
    if found.match is Match.WEAK:
        lines.append("We are not sure that these are what you mean:")
    if found.nearest:
        lines.append("These are the nearest we have:")
    for hit in (*found.hits, *found.nearest):
        shown = hit.listing.shown
        parts = [shown.name, shown.where.place or shown.where.area_served]
        if hit.next:
            parts.append(session_words(hit.next, context.clock.now()))
        if hit.distance_m is not None:
            parts.append(f"{hit.distance_m:,} m")
        lines.append(f"  {hit.listing.id}: " + "; ".join(filter(None, parts)))
    return "\n".join(lines)
