"""Attribution: which source passages bear a sentence, and whether they really do."""
