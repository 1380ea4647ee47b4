"""The directory as Open Referral UK in a file: every service whole, a line for each."""

from collections.abc import Iterator

import msgspec

from assetmap.services.context import Context
from assetmap.services.open_referral.answers import services
from assetmap.services.open_referral.question import Question


def open_referral_lines(context: Context) -> Iterator[str]:
    """The lines of an ndjson file, as `/open-referral/services?format=ndjson&full=true` gives."""
    strict = context.config.open_referral_strict
    question = Question(strict=strict, is_stream=True, full=True)
    for record in services(context, question).stream():
        yield msgspec.json.encode(record).decode() + "\n"
