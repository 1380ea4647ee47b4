"""Words of the ledger's rules by which the program knows what a database refused."""

ACCOUNT_THERE = "this account is there already"
TRANSFER_THERE = "this transfer is there already"
NO_ACCOUNT = "there is no such account"
