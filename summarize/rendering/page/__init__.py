"""What a page shows of a summary, as frozen values: the templates only put it into tags."""
