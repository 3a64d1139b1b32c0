"""A stranger's kind of answer: a place on the colour wheel."""
