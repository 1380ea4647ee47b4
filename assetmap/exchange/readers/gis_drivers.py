"""Which of GDAL's drivers may read a foreign file, and all else of it switched off."""

# By GDAL's names. None of them looks at other files than those it is given, or asks the network.
DRIVERS = ("GPKG", "FlatGeobuf", "ESRI Shapefile", "MapInfo File", "GML")
# Those of pyogrio's wheel that are not loaded: several fetch what a file names (VRT, WFS, HTTP).
_SKIPPED = (
    *("MEM", "PCIDSK", "PDS4", "VICAR", "PDF", "MBTiles", "EEDA", "OGCAPI", "GDALG", "LVBAG"),
    *("S57", "DGN", "OGR_VRT", "CSV", "GPX", "LIBKML", "KML", "GeoJSON", "GeoJSONSeq"),
    *("ESRIJSON", "TopoJSON", "OGR_GMT", "SQLite", "WAsP", "OpenFileGDB", "DXF", "GeoRSS"),
    *("VFK", "PGDUMP", "OSM", "GPSBabel", "OGR_PDS", "WFS", "OAPIF", "EDIGEO", "Idrisi", "ODS"),
    *("XLSX", "Elasticsearch", "Carto", "AmigoCloud", "SXF", "Selafin", "JML", "PLSCENES", "CSW"),
    *("VDV", "MVT", "NGW", "MapML", "GTFS", "PMTiles", "JSONFG", "MiraMonVector", "ADBC"),
    *("AVCBin", "AVCE00", "AIVector", "HTTP"),
)
SETTINGS = {
    "OGR_SKIP": ",".join(_SKIPPED),
    "GDAL_DRIVER_PATH": "disable",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "GDAL_HTTP_PROXY": "127.0.0.1:9",  # whatever would ask the network asks nobody
    "GDAL_HTTP_TIMEOUT": "1",
    "GDAL_DISABLE_READDIR_ON_OPEN": "FALSE",
    "GML_DOWNLOAD_SCHEMA": "NO",
    "GML_SKIP_RESOLVE_ELEMS": "ALL",
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
    "OGR_SQLITE_JOURNAL": "OFF",
    "GDAL_CACHEMAX": "64",
}
