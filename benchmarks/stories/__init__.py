"""Made-up stories whose truth is known: written by rules of ours, read by the program, and scored."""
