"""What editors put right: read from a file beside the article, found again in its text, applied last.

A correction quotes the words it is about (``prefix``, ``exact``, ``suffix``, after the W3C's Text Quote
Selector), so that it outlives edits elsewhere in the article. One whose words are gone, or stand in several
places, is reported, and neither dropped nor guessed at.
"""
