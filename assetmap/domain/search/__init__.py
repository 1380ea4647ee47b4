"""The question, its answer, and the preferences that a sentence names."""
