"""What is said of the whole directory in each format."""

from assetmap.exchange.formats import FORMATS
from assetmap.web.open_data.open_data_description import listings_in


def test_each_format_is_described_with_its_media_type_and_shape() -> None:
    shapes = {}
    for form in FORMATS:
        (content,) = listings_in(form).operation["responses"]["200"]["content"].items()
        shapes[content[0]] = content[1]["schema"]["type"]
    assert shapes == {"text/csv": "string", "application/geo+json": "object"}
