"""Where somebody speaks in a sound: by a small network where its package is there, by loudness where it is not."""

from inloop.adapters.media.speech.detect import DETECTORS, find_speech, what_is_missing

__all__ = ["DETECTORS", "find_speech", "what_is_missing"]
