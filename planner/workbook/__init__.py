"""Excel and CSV to and from the nouns: every sheet follows from its noun, every fault names its cell."""
