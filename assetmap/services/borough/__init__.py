"""Changes to the borough's files: what would break something that is there."""
