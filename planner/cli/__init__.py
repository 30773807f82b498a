"""The command line: one command per file, and the only room that prints."""
