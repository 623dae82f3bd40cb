"""Clustering: sentences that tell the same fact become one cluster."""
