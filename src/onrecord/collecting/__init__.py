"""Fetches what was asked for, politely, and keeps every byte that came with a log of when and from where.

This is the only package that reaches for a network. Time comes in through a `Clock`, which the command line makes.
"""
