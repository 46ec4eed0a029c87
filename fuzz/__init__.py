"""Feeding the program what nobody wrote: targets, a small corpus of ours, and two ways of making more of it."""
