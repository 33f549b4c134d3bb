"""Where cases come from: examples and rejects of the op records, sweeps over types and values, whole programs."""
