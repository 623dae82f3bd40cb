"""Benchmarks: figures, not tests. Never imported by the package."""
