"""Trees, predicates and phrases of a sentence: the working parts of the stages above."""
