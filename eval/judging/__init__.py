"""A model that judges answers, for those who have one; it is never part of the gate."""
