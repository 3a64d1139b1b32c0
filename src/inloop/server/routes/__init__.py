"""The routes, one file a stage; a handler reads like a sentence: load, authorise, do, return."""
