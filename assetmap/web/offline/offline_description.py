"""What the API's document says of the pack that phones carry."""

from assetmap.web.framework.api_description import Description, json_answer, operation
from assetmap.web.framework.json_schema import TEXT, WHOLE, mapped, record

TAG = "With no signal"

PACK_JSON = Description(
    operation(
        "Every public listing, with what searching needs",
        TAG,
        json_answer(
            record(
                format=WHOLE,
                as_at=TEXT,
                left=WHOLE,
                body=TEXT,
                categories=mapped(TEXT),
                kinds=mapped(TEXT),
                audiences=mapped(TEXT),
                listings=mapped({"type": "array"}),
            ),
            "The pack: in `listings` by key the values of all of them.",
        ),
        304,
        description="Made for the directory's own pages on a phone. Its short keys change when "
        "`format` does: for programs of your own `/find.json` and `/find.csv` are meant.",
    )
)
RULES_JSON = Description(
    operation(
        "How what is typed is read with no signal",
        TAG,
        json_answer(record(format=WHOLE), "The rules that stand beside the pack."),
        description="Its keys change when `format` does, as those of `/pack.json`.",
    )
)
