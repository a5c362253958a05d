"""The page 比对: what regions say of a topic, or two documents, side by side."""
