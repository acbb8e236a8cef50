"""Join what the briefs of a site have in common: actors, topics, days, labels, stories."""
