"""What waits for an editor."""
