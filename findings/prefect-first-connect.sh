#!/usr/bin/env bash
# What:      PREFECT_CLIENT_MAX_RETRIES keeps a client over a server that is away only once the client has reached it: one that
#            meets no server at its first request gives up at once, whatever it is told. A run's process that starts while the
#            server is started anew therefore ends as Crashed within seconds; one that ran before waits and goes on.
# With:      Prefect 3.9.1; CPython 3.11.7
# Heeded by: tests/soak, which counts such runs apart; docs/operators.md
# Seen:
# | never reached: gave up at once
# | reached before: waited for it and went on
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  prefect==3.9.1 fastapi==0.150.0 sqlalchemy==2.1.9 whenever==0.11.0
export PYTHONPATH="$folder/packages" PREFECT_HOME="$folder/home" PREFECT_CLIENT_MAX_RETRIES=10 PREFECT_SERVER_ANALYTICS_ENABLED=false
cat > run.py <<'END'
import os, socket, sys, threading, time
from http.server import BaseHTTPRequestHandler, HTTPServer

class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b'"hi"')
        self.close_connection = True

    def log_message(self, *words):
        pass

def serve(port):
    server = HTTPServer(("127.0.0.1", port), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server

with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
import httpx
from prefect import get_client

if sys.argv[1] == "reached":
    server = serve(port)
with get_client(sync_client=True) as client:
    if sys.argv[1] == "reached":
        client.hello()
        server.shutdown()
        server.server_close()
    threading.Timer(6, serve, [port]).start()
    began = time.monotonic()
    try:
        client.hello()
    except (httpx.ConnectError, RuntimeError):
        took = time.monotonic() - began
        print("gave up at once" if took < 3 else f"gave up after {took:.0f} s", flush=True)
    else:
        print("waited for it and went on", flush=True)
os._exit(0)
END
{
  echo "never reached: $("$python" -W ignore run.py never 2> never.log)"
  echo "reached before: $("$python" -W ignore run.py reached 2> reached.log)"
} > seen
cat seen
diff <(sed -n 's/^# | //p' "$script") seen
