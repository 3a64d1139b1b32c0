"""One file a version; each says only what changed since the one before."""
