"""Two authorities in one installation never see anything of each other's."""
