"""What the API's document says of a kept sheet's files."""

from assetmap.domain.handouts.sheet import Format
from assetmap.web.framework.api_description import (
    Description,
    file_answer,
    in_path,
    in_query,
    operation,
    text_answer,
)
from assetmap.web.framework.json_schema import TEXT, one_of

TAG = "Sheets"
_CODE = in_path("code", "The sheet's code.", TEXT, "KITE-4821")

SHEET_PDF = Description(
    operation(
        "A kept sheet as a PDF",
        TAG,
        file_answer("The sheet with today's facts.", "application/pdf"),
        *(302, 400, 404, 410, 429),
        parameters=(
            _CODE,
            in_query("format", "How it is laid out.", one_of(*map(str, Format))),
            in_query("near", "A place: says how far each is.", TEXT),
        ),
        description="Leads to the sheet's page where no PDF can be made. Who tries many wrong "
        "codes is answered 429.",
    ),
    path="/sheet/{code}.pdf",
)
SHEET_CALENDAR = Description(
    operation(
        "The next dates of all that is on a kept sheet",
        TAG,
        text_answer("text/calendar", "A calendar file."),
        *(302, 404, 410, 429),
        parameters=(_CODE,),
        description="Leads to the sheet's page where there are no dates.",
    ),
    path="/sheet/{code}.ics",
)
