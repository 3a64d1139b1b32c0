"""Folders that the `datasets` library of Hugging Face loads without a script."""
