"""One scorer a task; each takes a predicted and a gold file and gives a table of named figures."""
