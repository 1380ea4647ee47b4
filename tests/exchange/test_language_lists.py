import pytest

from assetmap.exchange.language_lists import part_languages


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("Hindi, Spanish", "Hindi; Spanish"),
        ("English / Polish", "English; Polish"),
        ("Urdu and Punjabi", "Urdu; Punjabi"),
        ("English; Romanian, English", "English; Romanian"),
        ("Finland Swedish", "Finland Swedish"),
    ],
)
def test_languages_are_parted_however_they_are_listed(text: str, languages: str) -> None:
    assert part_languages({"languages": text}, []) == {"languages": languages}
    assert part_languages({}, []) == {}
