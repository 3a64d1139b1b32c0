"""What does the model think: features and probabilities as columns in files, named by rows."""
