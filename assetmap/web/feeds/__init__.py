"""The pages of feeds that are read regularly."""
