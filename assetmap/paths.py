"""Where templates, static files and shipped data lie, in a checkout and in a wheel.

A checkout keeps the three folders beside the package; a wheel carries them inside it.
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_HOME = PACKAGE if (PACKAGE / "templates").is_dir() else PACKAGE.parent

TEMPLATES = _HOME / "templates"
STATIC = _HOME / "static"
DATA = _HOME / "data"
SAMPLE = DATA / "assets.geojson"
SAMPLE_WARDS = DATA / "areas" / "sample_wards.geojson"
SAMPLE_PATCHES = DATA / "areas" / "sample_patches.csv"
SAMPLE_TIME_BANK = DATA / "time_bank.json"
BOROUGH = DATA / "borough"
