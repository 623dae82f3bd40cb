"""What can be seen of a sentence or a concept before anything is chosen, as numbers."""
