"""What the stores in SQL share: their tables are the same, and so is what is asked of them."""
