"""Stages of reading: one verb a module, pure functions from records to records; their working parts in folders."""
