"""Standings and findings for those who must act: `tables` for a terminal, `markdown` for pages; `words`, and `urgency` for who
comes first and must do what, for all of them. `recorded` has the tables of what the desk itself did.
"""
