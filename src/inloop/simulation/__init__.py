"""Simulated people on the real loop: what a project would look like after so many answers."""

from inloop.simulation.people import SimulatedPerson, crew
from inloop.simulation.simulate import Curve, CurveStep, simulate

__all__ = ["Curve", "CurveStep", "SimulatedPerson", "crew", "simulate"]
