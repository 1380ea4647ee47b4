"""How a phone with no signal reads what is typed: a file of its own beside the pack.

Only a release or the borough's files change it, so that a phone fetches it once for each, with the
pages' other files, and what it fetches when a listing has changed is smaller by a third.

| key | holds |
|---|---|
| `format` | the form of this document, that of the pack |
| `short` | what short forms stand for |
| `tongues` | slug and English name of a language, by what its speakers call it |
| `signposts` | phrases, phrases that only sound so, the line, phone, address, 1 for languages |
| `danger` | how danger is heard and what answers it, see `danger_rules` |
| `refusals` | how it is read that something is not wanted, see `refusal_rules` |
"""

from typing import Any

from assetmap.domain.borough.borough import Borough
from assetmap.web.offline.bundle_document import FORMAT
from assetmap.web.offline.bundle_words import word_rules
from assetmap.web.offline.danger_rules import danger_rules
from assetmap.web.offline.refusal_rules import refusal_rules


def reading_rules(borough: Borough) -> dict[str, Any]:
    """The whole document."""
    return {
        "format": FORMAT,
        **word_rules(borough),
        "danger": danger_rules(borough),
        "refusals": refusal_rules(borough),
    }
