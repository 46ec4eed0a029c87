"""Naming people, bodies and places, in one report and over a story: the working parts of the stages above."""
