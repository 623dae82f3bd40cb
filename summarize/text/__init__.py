"""Text: sentences, words, and the facts that a sentence states."""
