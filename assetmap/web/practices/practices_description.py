"""What the API's document says of a surgery's noticeboard."""

from assetmap.web.framework.api_description import (
    SIZE,
    Description,
    file_answer,
    in_path,
    operation,
)
from assetmap.web.framework.json_schema import TEXT

NOTICEBOARD = Description(
    operation(
        "What is near a surgery, on one page of paper",
        "Surgeries",
        file_answer("The page.", "application/pdf"),
        *(302, 400, 404, 429),
        parameters=(in_path("code", "The surgery's code.", TEXT), SIZE),
        description="Leads to the surgery's page where no PDF can be made.",
    )
)
