"""What befalls the server of a database: gone, cut off, slow, full, or not ours to use."""
