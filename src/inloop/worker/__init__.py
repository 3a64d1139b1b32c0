"""The process that does the work nobody waits for: imports, indexing, sealing, learning."""
