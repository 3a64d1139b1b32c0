"""How far people agree, beyond chance, with intervals."""

from inloop.methods.agreement.coefficients import fleiss_kappa, gwet_ac1, percent_agreement
from inloop.methods.agreement.cohen import cohen_kappa
from inloop.methods.agreement.krippendorff import Metric, krippendorff_alpha
from inloop.methods.base import Votes

__all__ = ["Metric", "Votes", "cohen_kappa", "fleiss_kappa", "gwet_ac1", "krippendorff_alpha", "percent_agreement"]
