"""Reads files, folders and standard input into raw reports; what cannot be taken in becomes a recorded rejection."""

from onrecord.readers.inputs import read_inputs, read_stdin

__all__ = ["read_inputs", "read_stdin"]
