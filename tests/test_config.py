from pathlib import Path

import pytest

from assetmap.clock import Clock, parse_clock
from assetmap.config import OSM_ATTRIBUTION, OSM_TILES, BadSetting, Basemap, Config, read_config


def test_read_config_of_nothing_is_safe_and_complete() -> None:
    config = read_config({})
    assert config == Config(
        home=Path("instance").absolute(),
        secret_key=config.secret_key,
        clock=Clock(),
        basemap=Basemap(OSM_TILES, OSM_ATTRIBUTION),
    )
    assert len(config.secret_key) == 64
    assert read_config({}).secret_key != config.secret_key


def test_read_config_takes_blank_settings_as_unset() -> None:
    names = ("HOME", "SECRET_KEY", "TODAY", "BASEMAP", "BASEMAP_ATTRIBUTION", "DATABASE_URL")
    config = read_config({f"ASSETMAP_{name}": "" for name in names})
    assert config == Config(
        Path("instance").absolute(),
        config.secret_key,
        Clock(),
        Basemap(OSM_TILES, OSM_ATTRIBUTION),
    )
    assert len(config.secret_key) == 64


def test_read_config_reads_every_setting(tmp_path: Path) -> None:
    assert read_config(
        {
            "ASSETMAP_HOME": str(tmp_path),
            "ASSETMAP_SECRET_KEY": "hush",
            "ASSETMAP_TODAY": "2026-03-16",
            "ASSETMAP_BASEMAP": "none",
            "HOME": "/elsewhere",
        }
    ) == Config(tmp_path, "hush", parse_clock("2026-03-16"), Basemap())


def test_config_names_what_lies_in_the_data_directory() -> None:
    config = Config(Path("/data"))
    found = (config.database, config.index, config.cache, config.borough)
    assert found == tuple(
        Path("/data", name) for name in ("assetmap.db", "index", "cache", "borough")
    )


def test_config_repr_never_shows_the_secret_key() -> None:
    assert "MARK-secret" not in repr(read_config({"ASSETMAP_SECRET_KEY": "MARK-secret"}))


TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


@pytest.mark.parametrize(
    ("choice", "attribution", "basemap"),
    [
        ("osm", "", Basemap(OSM_TILES, OSM_ATTRIBUTION)),
        ("osm", "Ours", Basemap(OSM_TILES, "Ours")),
        (" none ", "", Basemap()),
        (TILES, "Ours", Basemap(TILES, "Ours")),
    ],
)
def test_read_config_reads_the_base_map(choice: str, attribution: str, basemap: Basemap) -> None:
    environ = {"ASSETMAP_BASEMAP": choice, "ASSETMAP_BASEMAP_ATTRIBUTION": attribution}
    assert read_config(environ).basemap == basemap


def test_read_config_finds_an_mbtiles_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "town.mbtiles"
    file.touch()
    expected = Basemap("/tiles/{z}/{x}/{y}", OSM_ATTRIBUTION, file)
    monkeypatch.setenv("HOME", str(tmp_path))
    for path in (file, "~/town.mbtiles"):
        assert read_config({"ASSETMAP_BASEMAP": f"mbtiles:{path}"}).basemap == expected


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        (
            "DATABASE_URL",
            "postgresql://user:MARK-password@db/x",
            (
                "ASSETMAP_DATABASE_URL is reserved for PostgreSQL, which this version does not "
                "have yet: unset it to use the SQLite file in ASSETMAP_HOME."
            ),
        ),
        (
            "TODAY",
            "soon",
            (
                "ASSETMAP_TODAY is 'soon': give a date such as 2026-03-16 or a date and time such "
                "as 2026-03-16T10:00."
            ),
        ),
        (
            "TODAY",
            "0001-01-01T00:00+14:00",
            (
                "ASSETMAP_TODAY is '0001-01-01T00:00+14:00': give a date such as 2026-03-16 or a "
                "date and time such as 2026-03-16T10:00."
            ),
        ),
        (
            "BASEMAP",
            "mbtiles:/nowhere/town.mbtiles",
            "ASSETMAP_BASEMAP names /nowhere/town.mbtiles, and there is no such file.",
        ),
        (
            "BASEMAP",
            "mbtiles:~nobody-at-all/town.mbtiles",
            (
                "ASSETMAP_BASEMAP is 'mbtiles:~nobody-at-all/town.mbtiles': "
                "Could not determine home directory."
            ),
        ),
        (
            "BASEMAP",
            TILES,
            (
                "ASSETMAP_BASEMAP is a tile address, so ASSETMAP_BASEMAP_ATTRIBUTION must say "
                "whose map it is."
            ),
        ),
        *(
            (
                "BASEMAP",
                value,
                (
                    f"ASSETMAP_BASEMAP is {value!r}: give osm, none, mbtiles:FILE, or an https "
                    "address with {z}, {x} and {y} in it."
                ),
            )
            for value in ("google", "https://example.org/{z}/{x}.png", "javascript:{z}{x}{y}")
        ),
    ],
)
def test_read_config_refuses_in_plain_words(name: str, value: str, message: str) -> None:
    with pytest.raises(BadSetting) as refusal:
        read_config({f"ASSETMAP_{name}": value})
    assert str(refusal.value) == message
