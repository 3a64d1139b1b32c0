"""What people and the model say, as a file that is written while it is read."""

from inloop.app.export.offers import Offer, offers_for
from inloop.app.export.stream import What, losses_of, stream_export
from inloop.app.export.targets import Target, target_of, targets

__all__ = ["Offer", "Target", "What", "losses_of", "offers_for", "stream_export", "target_of", "targets"]
