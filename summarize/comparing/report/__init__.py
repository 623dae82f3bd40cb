"""The report of a comparison, one format a file."""
