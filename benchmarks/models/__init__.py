"""How well models learn in place from each kind of content, with a quarter, a half and all of the labels.

One function a set, registered in `sets.SETS`; the built-in variant and a backbone's stand side by side.
"""
