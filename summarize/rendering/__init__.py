"""Rendering: one ``Summary``, several formats; each a function from the summary to text."""
