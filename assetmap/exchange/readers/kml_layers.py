"""The folders of a map as its layers: each thing on the map with the layer that it lies in."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from assetmap.domain.text import clean
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.safe_xml import Element, child_text, local_name

BETWEEN = " / "  # the names of folders that lie in one another
_DEEPEST = 50
_FOLDERS = ("Document", "Folder")
_LINKS = ("NetworkLink",)
_DROPPED = {
    "GroundOverlay": "overlay",
    "ScreenOverlay": "overlay",
    "PhotoOverlay": "overlay",
    "Tour": "tour",
}


@dataclass
class MapContents:
    """All that lies on a map: placemarks with their layers in the order of the file, and the rest.

    `dropped` counts by a plain word what cannot be listed.
    """

    placemarks: list[tuple[str, Element]] = field(default_factory=list)
    layers: list[str] = field(default_factory=list)
    links: list[Element] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)

    @property
    def empty_layers(self) -> list[str]:
        """The layers with nothing in them, nor in the layers within."""
        full = {layer for layer, _ in self.placemarks}
        return [
            each
            for each in self.layers
            if not any(name == each or name.startswith(each + BETWEEN) for name in full)
        ]


def contents_of(root: Element) -> MapContents:
    """What lies on a map. Raises BadFile when folders lie in one another too deep."""
    found = MapContents()
    taken: Counter[str] = Counter()
    inside: list[tuple[str, Iterator[Element]]] = [("", iter(root))]
    while inside:
        layer, elements = inside[-1]
        each = next(elements, None)
        if each is None:
            inside.pop()
        elif (name := local_name(each)) in _FOLDERS:
            if len(inside) > _DEEPEST:
                raise BadFile(
                    f"The folders of the map lie in one another more than {_DEEPEST} deep."
                )
            # The document is the map itself, unless it lies in a folder.
            is_map = name == "Document" and not layer
            path = layer if is_map else _new_path(layer, each, taken)
            found.layers += [] if is_map else [path]
            inside.append((path, iter(each)))
        elif name == "Placemark":
            found.placemarks.append((layer, each))
        elif name in _LINKS:
            found.links.append(each)
        elif name in _DROPPED:
            found.dropped[_DROPPED[name]] += 1
    return found


def _new_path(layer: str, folder: Element, taken: Counter[str]) -> str:
    """`Walks / River`; the second folder of one name there is `Walks / River (2)`."""
    name = " ".join(clean(child_text(folder, "name")).split())[:100] or "Untitled layer"
    path = f"{layer}{BETWEEN}{name}" if layer else name
    taken[path] += 1
    return path if taken[path] == 1 else f"{path} ({taken[path]})"
