"""What is there to decide: items and their revisions, how they come in, how they are found."""
