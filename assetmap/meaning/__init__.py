"""What sentences mean, as vectors: the model, its weights, and what is kept of its work."""
