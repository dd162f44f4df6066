"""Where deployed runs wait, and how many are worked on at once. No Prefect: who starts a worker need not load it.

Not here: the pool itself (`work_pool`), which deployment waits where (`prefect.yaml`).
"""

POOL = "bluezone"
RUNS_AT_ONCE = 4
"""Of one worker."""
SCHEDULED_AT_ONCE = 2
"""Fewer than RUNS_AT_ONCE: after an outage every missed run is due, and an operator's still starts at once."""
