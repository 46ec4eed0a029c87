"""The trained analyser: one small encoder that reads a report's sentences in windows, each once."""
