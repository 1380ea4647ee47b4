"""An installation with several authorities, for tests: folders with boroughs of their own."""

import re
from pathlib import Path

from assetmap.config import Config
from assetmap.paths import BOROUGH

# The ONS codes of councils whose postcodes are among those that tests share.
ONS_CODES = {
    "thurrock": "E06000034",
    "castle-point": "E07000069",
    "basildon": "E07000066",
    "brentwood": "E07000068",
}


def add_authority(config: Config, code: str, *places: tuple[str, str], name: str = "") -> Path:
    """Have an authority in an installation, with places of its own: names and postcodes."""
    folder = config.boroughs / code
    folder.mkdir(parents=True)
    name = name or code.replace("-", " ").title()
    text = (BOROUGH / "borough.toml").read_text(encoding="utf-8")
    text = re.sub(r'(?m)^name = "Thurrock"$', f'name = "{name}"', text)
    text = text.replace("E06000034", ONS_CODES[code]).replace(
        "Thurrock Community", f"{name} Community"
    )
    (folder / "borough.toml").write_text(text, encoding="utf-8")
    if places:
        entries = (f'[[place]]\nname = "{town}"\npostcode = "{at}"\n' for town, at in places)
        (folder / "places.toml").write_text("\n".join(entries), encoding="utf-8")
    return folder
