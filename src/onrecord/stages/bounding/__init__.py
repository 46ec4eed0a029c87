"""What claims together allow: levels under limits on their differences, and sets that exclude each other."""
