"""Pages in Prefect: of a run, of what an officer asks for, of what something changed or would change.

`artifacts` puts them there and says who sees which; each of the others is one page's words.
"""
