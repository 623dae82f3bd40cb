"""How much each sentence matters; one way a file."""
