"""Readings of time expressions, and evidence for a report's own day: the working parts of the stages above."""
