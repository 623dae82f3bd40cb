"""Facts: what a sentence states that can be looked up in its sources, one kind a file.

Each kind has a finder (text -> the facts in it, with offsets) and a test whether passages hold a
fact. All are patterns over the surface, made for news: they know no language model, so that what
they find can be read off the text, and so that the gate is not the writer's own judgement.
"""
