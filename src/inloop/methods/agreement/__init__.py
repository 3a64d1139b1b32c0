"""How far people agree, beyond chance, with intervals."""

from inloop.methods.agreement.coefficients import fleiss_kappa, gwet_ac1, percent_agreement
from inloop.methods.agreement.cohen import cohen_kappa
from inloop.methods.agreement.krippendorff import Metric, krippendorff_alpha
from inloop.methods.agreement.likeness import alpha_of_distances, mean_likeness
from inloop.methods.base import Votes

__all__ = [
    "Metric",
    "Votes",
    "alpha_of_distances",
    "cohen_kappa",
    "fleiss_kappa",
    "gwet_ac1",
    "krippendorff_alpha",
    "mean_likeness",
    "percent_agreement",
]
