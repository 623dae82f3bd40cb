"""Punkt's parameters, kept in the package; one file a language, written for this project."""
