"""Prefect on this machine: started, deployed to, watched over, and stopped without losing a run.

| module | subject |
| --- | --- |
| `operating` | everything up and down again |
| `deploying` | pool, deployments and automations as this release has them; draining |
| `work_pool` | the pool and its queues, and the runs in it |
| `automations`, `alert_rules`, `alert_channel` | who is told what, and which run is put right |
| `background` | a process that outlives the command that started it |
| `prefect_server` | a client of the server |
"""
