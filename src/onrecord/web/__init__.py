"""The ledger in a browser: pages drawn on this machine, and the same as JSON beside each."""
