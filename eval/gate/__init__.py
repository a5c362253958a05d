"""The gate: headline metrics of the shipped questions against a recorded baseline."""
