"""Find who acts, who said what, how many and when: article → annotations. The only user of spaCy."""
