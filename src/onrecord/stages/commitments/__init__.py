"""What binds someone to an act, and by when: the working parts of the stages above."""
