"""Ready projects: what is asked, how it is explained, and sometimes rows to try it on."""

from inloop.recipes.recipe import Recipe, SampleColumn, list_recipes, recipe_of, sample_file, sample_rows

__all__ = ["Recipe", "SampleColumn", "list_recipes", "recipe_of", "sample_file", "sample_rows"]
