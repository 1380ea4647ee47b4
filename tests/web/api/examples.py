"""Examples that are shown, held against what is answered."""

import json
from typing import Any

from tests.web.conftest import Client


def is_part(shown: Any, answered: Any) -> bool:
    """Whether all that is shown is in an answer: keys of objects, the first of a list."""
    if isinstance(shown, dict) and isinstance(answered, dict):
        return all(key in answered and is_part(shown[key], answered[key]) for key in shown)
    if isinstance(shown, list) and isinstance(answered, list):
        pairs = zip(shown, answered, strict=False)
        return len(shown) <= len(answered) and all(is_part(*each) for each in pairs)
    return type(shown) is type(answered) and bool(shown == answered)


def is_answer(client: Client, address: str, shown: str) -> bool:
    """Whether what is shown of an address is a part of its answer: of text, its lines in order."""
    response = client.get(address)
    if response.is_json:
        return is_part(json.loads(shown), response.json)
    lines = iter(response.text.replace("\r\n", "\n").split("\n"))
    return all(line in lines for line in shown.split("\n"))
