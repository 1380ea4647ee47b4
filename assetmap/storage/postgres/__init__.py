"""The store for several machines: PostgreSQL with PostGIS."""
