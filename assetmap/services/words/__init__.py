"""The everyday words that editors change, and the categories that they suggest."""
