"""The page 职责: who does what, as a matrix, a list, and a picture of who works with whom."""
