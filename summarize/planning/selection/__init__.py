"""What is said under a word budget; one way a file."""
