"""Other ways of doing the same job, one a file, each run as a process of its own."""
