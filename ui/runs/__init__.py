"""The page 评测: evaluation runs with figures, plots, failures, and what changed between two."""
