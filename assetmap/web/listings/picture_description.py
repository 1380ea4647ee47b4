"""What the API's document says of the pictures of listings."""

from assetmap.web.framework.api_description import Description, file_answer, in_path, operation
from assetmap.web.framework.json_schema import TEXT

PICTURE = Description(
    operation(
        "A listing's picture",
        "Pictures",
        file_answer("The picture.", "image/webp"),
        *(304, 404),
        parameters=(
            in_path("name", "The picture's name, from a listing's page.", TEXT),
            in_path(
                "size",
                "Pixels at its longer side.",
                {"type": "integer", "minimum": 0, "maximum": 100_000},
                480,
            ),
        ),
    )
)
