"""Dividing a page into passages: the working parts of the stages above."""
