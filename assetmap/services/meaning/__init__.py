"""Vectors: what a model tells of questions, listings and everyday phrases."""
