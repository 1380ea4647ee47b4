"""The steps of the query parser: each takes the query as read so far, and gives it read further."""
