"""Sentence embeddings: the model, its weights, and the vectors that are kept."""
