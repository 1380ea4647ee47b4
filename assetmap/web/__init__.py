"""The pages and data addresses: each view parses, asks one service, and answers."""
