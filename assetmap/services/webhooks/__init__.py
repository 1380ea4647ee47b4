"""Webhooks: which addresses are told of changes, and the messages on their way to them."""
