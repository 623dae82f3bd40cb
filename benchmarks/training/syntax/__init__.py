"""What a parser knows of a sentence: parts that it stands without, and other orders to tell it in.

For making pairs to train on alone; the program itself parses nothing.
"""
