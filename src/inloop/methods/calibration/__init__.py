"""Probabilities that mean what they say."""

from inloop.methods.calibration.reliability import Bin, expected_calibration_error, reliability
from inloop.methods.calibration.temperature import apply_temperature, fit_temperature

__all__ = ["Bin", "apply_temperature", "expected_calibration_error", "fit_temperature", "reliability"]
