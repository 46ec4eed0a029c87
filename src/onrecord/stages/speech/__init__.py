"""Quotations, cues, sources and what they relay: the working parts of the stages above."""
