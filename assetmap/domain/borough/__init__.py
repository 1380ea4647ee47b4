"""One borough: its name, places, vocabulary and thesaurus. Data, never code."""
