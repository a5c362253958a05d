"""The page 指标与时限: what is to be reached by when, on a time line, and who gets how much."""
