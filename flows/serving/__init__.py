"""Prefect's side: what operators press and see, and the server on this machine.

| module | subject |
| --- | --- |
| `forms`, `fields` | how a flow is made a form, and the fields that forms share |
| `artifacts`, `run_pages`, `changes_page` | what is seen of a run, and what its pages say |
| `asked_pages` | what the pages say that an officer asks for |
| `schedules` | a campaign's schedules: what is due next; put to rest and woken |
| `task_runners` | threads, or the workers of a Dask scheduler |
| `operating` | everything up and down again |
| `watched_worker`, `lost_runs` | a worker, and what it does about runs that nobody works on any more |
| `deploying`, `work_pool` | pool, queues and deployments as this release has them; draining |
| `alerts/` | who is told what, and which run is put right |
| `server/` | the server itself: started, reached, running in the background, past proxies |
"""
