"""What the API's document says of `/find.pdf`."""

from assetmap.web.framework.api_description import (
    Description,
    file_answer,
    in_query,
    operation,
    question,
)
from assetmap.web.framework.json_schema import one_of
from assetmap.web.search.printed_map_page import LETTERS, ORIENTATIONS, SIZES

PRINTED_MAP = Description(
    operation(
        "The answer of a question as a printed map with its list",
        "Search",
        file_answer("The map, ready to be printed.", "application/pdf"),
        *(302, 400, 429, 503),
        parameters=(
            *question("page", "per_page"),
            in_query("size", "The size of the paper.", one_of(*SIZES)),
            in_query("orientation", "Which way up the paper is.", one_of(*ORIENTATIONS)),
            in_query("letters", "How large the letters are.", one_of(*filter(None, LETTERS))),
        ),
        description="302 to the find page where no PDF can be made.",
    )
)
