# Count the signals.
