"""What each concept is worth; one way a file."""
