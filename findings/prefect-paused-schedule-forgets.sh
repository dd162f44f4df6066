#!/usr/bin/env bash
# What:      A schedule that is paused, or resumed, forgets the parameters that its runs were to have. One that is deleted, or only
#            changed, takes planned runs of its neighbours on the same deployment with it: a deletion also those that are late.
# With:      Prefect 3.9.1; CPython 3.11.7
# Heeded by: flows/serving/schedules.py (parameters are sent again, runs planned anew at once), flows/serving/runs/due.py (a run goes by
#            its schedule's slug); tests/serving/test_schedules.py
# Seen:
# | as it was made {'campaign': 'a'}
# | paused {}
# | planned: ['a', 'b'], late: ['b']
# | a is changed: planned: [], late: ['b']
# | planned anew: ['a', 'b'], late: ['b']
# | a is deleted: planned: [], late: []
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  prefect==3.9.1 fastapi==0.150.0 sqlalchemy==2.1.9 whenever==0.11.0
export HOME="$folder" PREFECT_HOME="$folder/home" PREFECT_LOGGING_LEVEL=ERROR PREFECT_SERVER_ANALYTICS_ENABLED=false \
  PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED=false PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED=false
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
from datetime import UTC, datetime, timedelta
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import DeploymentScheduleCreate
from prefect.client.schemas.schedules import IntervalSchedule
from prefect.testing.utilities import prefect_test_harness
now = datetime.now(UTC)
hour, week = timedelta(hours=1), timedelta(days=7)
def schedule(name, first):
    return DeploymentScheduleCreate(
        schedule=IntervalSchedule(interval=week, anchor_date=first), slug=name, parameters={"campaign": name})
with prefect_test_harness(server_startup_timeout=180), get_client(sync_client=True) as client:
    flow = client.create_flow_from_name("flow")
    made = client.create_deployment(flow, "shared")
    a, b = client.create_deployment_schedules(made, [schedule("a", now + hour), schedule("b", now - hour)])
    print("as it was made", a.parameters)
    client.update_deployment_schedule(made, a.id, active=False)
    print("paused", {each.slug: each.parameters for each in client.read_deployment_schedules(made)}["a"])
    client.update_deployment_schedule(made, a.id, active=True, parameters=a.parameters)
    def plan():
        asked = {"start_time": (now - 2 * hour).isoformat(), "end_time": (now + week).isoformat()}
        client.request("POST", f"/deployments/{made}/schedule", json=asked)
    def told():
        runs = client.read_flow_runs()
        planned = sorted(run.created_by.display_value for run in runs if run.expected_start_time > now)
        late = sorted(run.created_by.display_value for run in runs if run.expected_start_time <= now)
        return f"planned: {planned}, late: {late}"
    plan()
    print(told())
    client.update_deployment_schedule(made, a.id, parameters={"campaign": "a"})
    print("a is changed:", told())
    plan()
    print("planned anew:", told().removeprefix("planned: "))
    client.delete_deployment_schedule(made, a.id)
    print("a is deleted:", told())
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen
