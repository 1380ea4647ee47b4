"""Embeddings of questions, listings and phrases, and the worker that computes them."""
