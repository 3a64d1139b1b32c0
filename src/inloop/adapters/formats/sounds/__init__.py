"""Formats of sounds with segments: subtitles and Praat."""
