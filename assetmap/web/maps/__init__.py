"""What a page's map draws: pins, clusters, the ground, tiles."""
