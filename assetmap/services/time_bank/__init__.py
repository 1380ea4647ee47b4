"""The time bank: its members, what they give one another, and the ledger of it."""
