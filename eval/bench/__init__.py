"""`policyqa bench compare`: speed and size beside what a user would otherwise assemble.

Every system runs in processes of its own and is asked over HTTP; see docs/benchmarks-compare.md.
"""
