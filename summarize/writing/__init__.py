"""Writing: each planned section becomes a sentence."""
