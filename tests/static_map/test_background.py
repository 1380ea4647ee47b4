from assetmap.static_map.background import Background, NamedPoint, read_background

RING = [[[0.2, 51.4], [0.5, 51.4], [0.5, 51.6], [0.2, 51.4]]]
AREA = {"type": "Polygon", "coordinates": RING}


def test_shapes_are_taken_out_of_any_geojson() -> None:
    feature = {"type": "Feature", "geometry": AREA, "properties": {"style": "x"}}
    collection = {"type": "FeatureCollection", "features": [feature, feature]}
    found = read_background({"built_up": collection, "outline": AREA, "attribution": "ONS"})
    assert found == Background((AREA, AREA), (AREA,), (), "ONS")
    assert found.corners == [(51.4, 0.2), (51.4, 0.5), (51.6, 0.5), (51.4, 0.2)]


def test_places_come_as_features_or_as_a_list() -> None:
    point = {"type": "Point", "coordinates": [0.36, 51.46]}
    feature = {"type": "Feature", "geometry": point, "properties": {"name": "Tilbury"}}
    collection = {"type": "FeatureCollection", "features": [feature]}
    listed = [{"name": "Tilbury", "lat": 51.46, "lon": 0.36}]
    expected = Background(places=(NamedPoint("Tilbury", 51.46, 0.36),))
    assert read_background({"places": collection}) == expected
    assert read_background({"places": listed}) == expected


def test_nothing_and_empty_shapes_are_no_background() -> None:
    empty = {"type": "MultiPolygon", "coordinates": []}
    assert read_background(None) == Background()
    assert read_background({"outline": empty, "built_up": empty, "places": []}) == Background()
