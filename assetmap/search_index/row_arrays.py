"""The arrays of `row_columns`, of every public listing of a generation."""

from dataclasses import dataclass
from datetime import date

from assetmap.domain.checks.freshness import UpkeepRules, standing_of
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.place import Point
from assetmap.domain.text import fold
from assetmap.search_index.column_arrays import ColumnArrays, TableColumns
from assetmap.search_index.row import Area, Row
from assetmap.search_index.row_columns import COLUMNS, LISTS, NEVER, TEXTS


@dataclass(frozen=True)
class RowArrays(ColumnArrays[Row]):
    """`flat` has an entry for each listing in each array; `lists` any number for each."""

    columns = TableColumns(COLUMNS, LISTS, texts=TEXTS)

    def row(self, position: int, listing: Listing, rules: UpkeepRules) -> Row:
        """The row of a listing whose entries were made of just this listing before."""
        flat, area = self.flat, self.lists["area"]
        here, by_bus, last = area.of(position), int(flat["by_bus"][position]), flat["ends_on"]
        lat, lon = (area.columns[name][here].tolist() for name in ("lat", "lon"))
        return Row(
            public_view(listing),
            Area(bool(flat["whole_area"][position]), tuple(map(Point, lat, lon))),
            outside=bool(flat["outside"][position]),
            slots=int(flat["slots"][position]),
            folded_name=fold(listing.name),
            standing=standing_of(listing, rules),
            by_bus=None if by_bus < 0 else bool(by_bus),
            ends_on=None if last[position] == NEVER else date.fromordinal(int(last[position])),
        )
