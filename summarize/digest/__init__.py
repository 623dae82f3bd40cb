"""Stories from day to day: what a morning's edition is made of."""
