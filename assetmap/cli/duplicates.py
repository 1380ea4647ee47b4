"""`duplicates`: the listings that may be the same thing twice."""

import json

import click

from assetmap.cli.opening import opened
from assetmap.services.listings.duplicates import LIKELY, Pair, likely_pairs


@click.command()
@click.option(
    "--at-least",
    default=LIKELY,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="How likely, from 0 to 1.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
def duplicates(at_least: float, as_json: bool) -> None:
    """List pairs of listings that may be the same thing, the likeliest first."""
    with opened(needs_key=False) as context:
        pairs = likely_pairs(context, at_least)
    if as_json:
        click.echo(json.dumps([_document(pair) for pair in pairs], ensure_ascii=False, indent=2))
        return
    click.echo(f"{len(pairs):,} likely {'pair' if len(pairs) == 1 else 'pairs'}")
    for pair in pairs:
        click.echo(f"  {pair.one.name} ({pair.one.id}, {pair.one.status})")
        click.echo(f"  {pair.other.name} ({pair.other.id}, {pair.other.status})")
        click.echo(f"    {pair.score:.2f}: {', '.join(pair.reasons)}")


def _document(pair: Pair) -> dict[str, object]:
    return {
        "listings": [
            {"id": each.id, "name": each.name, "status": str(each.status)}
            for each in (pair.one, pair.other)
        ],
        "reasons": list(pair.reasons),
        "score": pair.score,
    }
