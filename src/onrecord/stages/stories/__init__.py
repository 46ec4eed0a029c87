"""Comparing the reports and claims of a story: the working parts of the stages above."""
