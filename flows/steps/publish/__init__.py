"""Standings and findings for those who must act: `tables` for a terminal, `markdown` for pages, `words` for both."""
