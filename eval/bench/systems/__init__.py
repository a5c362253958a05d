"""The systems compared: policyqa, and libraries served by one minimal app."""
