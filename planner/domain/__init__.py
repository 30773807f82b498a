"""The nouns of the factory, each written once, and the words every room shares."""
