"""What is said of a map as a whole: how many things are on it, and what was left out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from assetmap.exchange.readers.kml_layers import MapContents
from assetmap.exchange.readers.records import Record, counted
from assetmap.exchange.values import short

BY_ADDRESS = "address"  # a record's kind: on the map by nothing but its address
_MEND = (
    "open the map in Google My Maps, choose Export to KML/KMZ, and untick “Keep data up to date "
    "with network link KML”"
)
_LAYERS = 20  # empty ones that are named
_NAMED = 3  # pictures and files that a note of the whole file names


def nothing_on_map(contents: MapContents) -> str:
    """Why a map without a placemark is refused."""
    if contents.links:
        return f"The file holds only a live link to a map, which we do not follow: {_MEND}."
    if contents.layers:
        return "There is nothing on the map: all its layers are empty."
    return "There is nothing on the map."


def pictures_note(addresses: Sequence[str]) -> str:
    """What is said of one row's pictures, all of them with their addresses."""
    shown = " ".join(short(each, 200) for each in addresses)
    return f"We left out its {'picture' if len(addresses) == 1 else 'pictures'}: “{shown}”."


def map_notes(contents: MapContents, records: Sequence[Record]) -> Iterator[str]:
    """Each thing once, with its number: what is on the map, empty layers, and what was left out."""
    yield from things_notes("placemark", records)
    if empty := contents.empty_layers:
        names = ", ".join(f"“{short(each)}”" for each in empty[:_LAYERS])
        more = f" and {len(empty) - _LAYERS:,} more" if len(empty) > _LAYERS else ""
        yield f"{counted(len(empty), 'layer is', 'layers are')} empty: {names}{more}."
    if count := len(contents.links):
        were = "live link was", "live links were"
        yield f"{counted(count, *were)} not followed: {_MEND}."
    if pictures := dict.fromkeys(each for record in records for each in record.pictures):
        yield left_out("picture", pictures)
    for word, count in contents.dropped.items():
        were = f"{word} was", f"{word}s were"
        yield f"{counted(count, *were)} left out: only places, lines and areas are listed."


def things_notes(thing: str, records: Sequence[Record]) -> Iterator[str]:
    """`8 placemarks: 5 points, 1 line, 1 area, 1 by its address.`, and how that one is placed."""
    kinds = Counter(record.kind for record in records)
    parts = [counted(kinds[kind], kind) for kind in ("point", "line", "area") if kinds[kind]]
    if by_address := kinds[BY_ADDRESS]:
        parts.append(counted(by_address, "by its address", "by their address"))
    if nowhere := kinds[""]:
        parts.append(counted(nowhere, "without a place", "without a place"))
    yield f"{counted(len(records), thing)}: {', '.join(parts)}."
    if by_address == 1:
        yield f"1 {thing} has no point, only an address: it is placed by its postcode or town."
    elif by_address:
        yield (
            f"{by_address:,} {thing}s have no point, only an address: they are placed by their "
            "postcode or town."
        )


def left_out(what: str, names: Iterable[str]) -> str:
    """`2 pictures were left out: https://..., ...`: the number, and the first names."""
    every = list(names)
    shown = ", ".join(short(each, 100) for each in every[:_NAMED])
    more = f" and {len(every) - _NAMED:,} more" if len(every) > _NAMED else ""
    return f"{counted(len(every), f'{what} was', f'{what}s were')} left out: {shown}{more}."
