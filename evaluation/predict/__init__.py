"""One module a task: from the input in its published format to the output that is scored; gold fields are ignored."""
