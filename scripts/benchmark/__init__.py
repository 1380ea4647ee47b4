"""Figures that anyone can take: how fast, how large, how heavy, beside Datasette."""
