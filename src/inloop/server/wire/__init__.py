"""The JSON of the interface: what comes in, checked; what goes out, documented."""
