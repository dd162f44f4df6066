"""A Prefect server: `local_prefect` starts one, `prefect_server` reaches one, `background` keeps processes, `proxies` the way."""
