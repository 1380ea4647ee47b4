"""Where records are kept. `store.py` says what a store does; each subfolder is one store."""
