"""What do we learn from: the ranking after every few answers, and the versions that are measured and published."""
