"""Prefect's side: what operators press and see, and the server on this machine.

| module | subject |
| --- | --- |
| `forms` | what an operator may choose in a form |
| `artifacts`, `run_pages` | what is seen of a run, and what its pages say |
| `task_runners` | threads, or the workers of a Dask scheduler |
| `operating` | everything up and down again |
| `watched_worker`, `lost_runs` | a worker, and what it does about runs that nobody works on any more |
| `deploying`, `work_pool` | pool, queues and deployments as this release has them; draining |
| `alerts/` | who is told what, and which run is put right |
| `server/` | the server itself: started, reached, running in the background, past proxies |
"""
