"""Render pages and put them into the site's folder."""
