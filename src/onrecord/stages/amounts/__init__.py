"""Numbers, what they count, and where: the working parts of the stages above."""
