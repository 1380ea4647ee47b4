"""What the API's document says of `/healthz`."""

from assetmap.web.framework.api_description import Description, json_answer, operation
from assetmap.web.framework.json_schema import TEXT, WHOLE, listed, one_of, record

_BEHIND = record({"index_changes": WHOLE, "index_late_s": WHOLE, "letters_late_s": WHOLE})
_OK = record({"behind": _BEHIND}, status=one_of("ok"))
_FAILING = record(status=one_of("failing"), why=listed(TEXT))

_ANSWERS = operation(
    "Whether the directory can answer",
    "Health",
    json_answer(_OK, "The records and the index answer."),
)
_ANSWERS["responses"]["503"] = json_answer(_FAILING, "They do not, and why.")
HEALTHZ = Description(_ANSWERS)
