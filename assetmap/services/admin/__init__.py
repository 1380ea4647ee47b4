"""Running the directory: the thesaurus that editors change, health, and the sample."""
