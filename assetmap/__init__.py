"""assetmap: a community asset map and directory that a borough runs for itself."""

__version__ = "0.2.0"
