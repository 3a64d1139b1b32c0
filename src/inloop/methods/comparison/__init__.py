"""Which of two is better: differences between groups drawn by chance."""

from inloop.methods.comparison.medians import median_saved

__all__ = ["median_saved"]
