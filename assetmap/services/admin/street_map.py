"""What stands under the pins of every map, and how whoever runs the site can have it otherwise."""

from urllib.parse import urlsplit

from assetmap.basemap import OSM_TILES
from assetmap.services.context import Context

_SEE = "See ASSETMAP_BASEMAP in docs/settings.md."


def street_map_words(context: Context) -> str:
    """Where the street map comes from, or that there is none, and how to switch it on or off."""
    basemap = context.config.basemap
    if not basemap.tiles:
        return (
            "off. Maps are drawn from postcodes. To switch one on, set ASSETMAP_BASEMAP to osm, to "
            f"mbtiles:FILE or to the address of a tile service, and start the server again. {_SEE}"
        )
    if basemap.mbtiles:
        source = f"from {basemap.mbtiles}"
    elif basemap.tiles == OSM_TILES:
        source = "from OpenStreetMap, whose servers visitors' browsers ask"
    else:
        source = f"from {urlsplit(basemap.tiles).netloc}, which visitors' browsers ask"
    return f"{source}. To switch it off, set ASSETMAP_BASEMAP to none. {_SEE}"


def drawn_map_words(context: Context) -> str:
    """Whether the drawn map has the borough's own edge and water, and how to give it those."""
    given = context.borough.drawn_map
    edge = "the borough's own edge" if given.edge else "an edge guessed from postcodes"
    water = "its water" if given.water else "no water"
    missing = [
        what for what, shapes in (("edge", given.edge), ("water", given.water)) if not shapes
    ]
    how = f" To give it {' and '.join(missing)}, add map.geojson to borough/." if missing else ""
    return f"{edge}, {water}.{how}"
