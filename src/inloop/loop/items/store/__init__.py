"""Tables and queries of items, imports and search."""
