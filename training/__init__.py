"""Builds what the program ships counted or trained; nothing in `src` imports it."""
