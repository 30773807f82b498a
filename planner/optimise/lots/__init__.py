"""What to make, how much, on which day and line; who works overtime."""
