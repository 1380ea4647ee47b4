"""Files to and from records: CSV and GeoJSON, both ways, without any store."""
