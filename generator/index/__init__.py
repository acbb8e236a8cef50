"""Join what the briefs of a site have in common: actors, series, days, labels, stories."""
