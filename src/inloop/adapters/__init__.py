"""The outside world: files, blobs, models, jobs; each behind a small interface of our own."""
