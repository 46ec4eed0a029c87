"""Working parts of the check of a sentence: who does what in it, and amounts against amounts."""
