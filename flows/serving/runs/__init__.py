"""Runs as Prefect executes them: their names, log and console, what they run on, and those whose process has died."""
