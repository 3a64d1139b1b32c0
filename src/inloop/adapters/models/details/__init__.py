"""What else is said of a part, such as its category and its attributes: a small linear model for each such question."""

from inloop.adapters.models.details.fitting import Details, Lesson, fitted, fitted_to_texts, reader, text_of

__all__ = ["Details", "Lesson", "fitted", "fitted_to_texts", "reader", "text_of"]
