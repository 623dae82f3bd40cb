"""In what order it is said; one way a file."""
