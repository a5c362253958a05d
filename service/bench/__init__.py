"""Benchmarks: how fast policyqa is on this machine, each printed with how it was measured.

They call the packages below directly; the commands are `policyqa bench parse` and `search`.
"""
