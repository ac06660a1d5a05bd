class BenchError(Exception):
    """A run that has no valid result: what, where, why and a hint, in one line."""
