"""A day's edition for readers and programs, one format a file."""
