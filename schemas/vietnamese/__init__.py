"""What one cell typed by a Vietnamese clerk means: text, counts, percentages, dates.

Each module reads one kind through one function that returns a `Reading`: a value, or the reason it is
refused. What has one meaning is read, what has two is refused with a question, nothing is invented.
"""
