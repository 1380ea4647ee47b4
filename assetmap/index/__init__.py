"""The full-text index: Whoosh behind one door. It may be deleted at any time and rebuilt."""
