"""Simulated people on the real loop: what a project would look like after so many answers."""

from inloop.simulation.people import SimulatedPerson, crew
from inloop.simulation.simulate import Curve, CurveStep, Measured, simulate
from inloop.simulation.slips import Scene

__all__ = ["Curve", "CurveStep", "Measured", "Scene", "SimulatedPerson", "crew", "simulate"]
