"""Pure statistics over arrays: no database, no web, no clock; chance is an argument."""
