"""What short texts mean, as vectors."""
