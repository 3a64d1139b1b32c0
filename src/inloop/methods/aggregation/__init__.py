"""Votes in, consensus and skills out."""

from inloop.methods.aggregation.accuracy import plain_skills
from inloop.methods.aggregation.aggregator import Aggregator, Skills
from inloop.methods.aggregation.dawid_skene import DawidSkene
from inloop.methods.aggregation.ibcc import IBCC
from inloop.methods.aggregation.majority import MajorityVote
from inloop.methods.aggregation.one_item import posterior_of
from inloop.methods.base import Votes

__all__ = ["IBCC", "Aggregator", "DawidSkene", "MajorityVote", "Skills", "Votes", "plain_skills", "posterior_of"]
