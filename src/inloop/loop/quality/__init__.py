"""What is true, and who is reliable: consensus of votes, agreement, skills, honest accuracy."""
