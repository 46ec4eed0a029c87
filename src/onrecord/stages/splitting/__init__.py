"""Working parts of `split`: which stops end a sentence, and where one begins without a stop before it."""
