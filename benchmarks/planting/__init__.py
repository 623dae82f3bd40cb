"""Right sentences from real evidence, and errors planted in them, one family of kinds a file."""
