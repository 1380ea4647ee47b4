import json

from assetmap.borough.files import read_borough
from assetmap.paths import BOROUGH, DATA, PACKAGE, SAMPLE, STATIC, TEMPLATES


def test_paths_lead_to_the_folders_that_ship() -> None:
    assert (PACKAGE / "paths.py").is_file()
    assert (TEMPLATES / "base.html").is_file()
    assert (STATIC / "css" / "site.css").is_file()
    assert {path.parent for path in (TEMPLATES, STATIC, DATA)} == {TEMPLATES.parent}


def test_paths_lead_to_data_that_can_be_read() -> None:
    assert json.loads(SAMPLE.read_text(encoding="utf-8"))["type"] == "FeatureCollection"
    assert read_borough(BOROUGH, DATA / "nowhere").name
