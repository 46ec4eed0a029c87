"""Scorers, and predictions in the formats that they score; runs on files never seen, with the runtime dependencies."""
