"""The `check` dialect, by which test programs hold their own results against expected ones."""
