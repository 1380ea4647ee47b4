"""Where things are: postcodes, place names and the plain map background."""
