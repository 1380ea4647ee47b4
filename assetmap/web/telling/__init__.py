"""Without an account: residents who tell us something, organisers who answer by their link."""
