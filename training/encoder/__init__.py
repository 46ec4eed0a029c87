"""Trains the encoder that reads sentences: data, network, training, export. See `python -m training.encoder --help`."""
