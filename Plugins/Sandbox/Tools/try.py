"""Serves the sandbox with a bot to talk to, in the current folder: try.py ROOST [--port 8080]

The first time it writes roost.yaml and plugins.d/sandbox.yaml, with fresh secrets, closed to others; what is there is
left as it is. A host that was killed, as by the page's faults, is started again.
"""

import argparse
import os
import secrets
import signal
import subprocess
import sys
from pathlib import Path

# The webhook's secret is the host's and, by its grant, the sandbox's; neither log nor command line shows it.
HOST = """\
listen: ["127.0.0.1:{port}"]
http: {{max_body_bytes: 62914560}}      # photos and files for the sandbox
bots:
  echo:
    path: {path}
    secret: {secret}
    plugins: [echo]
secrets:
  echo-webhook: {{value: {secret}}}
"""
SANDBOX = """\
isolation: inline      # so that the page can kill the host; a worker could not
config:
  bots:
    - name: Echo
      username: echo_bot
      webhook: http://127.0.0.1:{port}{path}
      secret: echo-webhook
      commands:
        - {{command: start, description: Begin again}}
        - {{command: keys, description: Show a keyboard}}
        - {{command: roll, description: Roll a die}}
grants: ["fetch-private:http://127.0.0.1:{port}", "secret:echo-webhook"]
"""


def prepare(folder: Path, port: int) -> bool:
    """Writes what is not there; says whether the sandbox has its bot."""
    host, sandbox = folder / "roost.yaml", folder / "plugins.d/sandbox.yaml"
    if not host.exists() and not sandbox.exists():
        given = {"port": port, "path": f"/telegram/{secrets.token_hex(12)}", "secret": secrets.token_hex(24)}
        for file, text in ((sandbox, SANDBOX), (host, HOST)):
            with open(file, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as opened:
                opened.write(text.format(**given))
    return "echo_bot" in sandbox.read_text() if sandbox.exists() else False


def serve(roost: str) -> int:
    """Runs the host until it ends by itself."""
    if os.geteuid() == 0:
        print("  running as root, which is for trying it out only", flush=True)
        os.environ["ROOST_WORKERS_ALLOW_ROOT"] = "true"
    host = None
    # An interrupt reaches the host by itself, since the terminal sends it to both.
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda *_: host and host.terminate())
    while True:
        host = subprocess.Popen([roost, "run"])
        code = host.wait()
        if code != -signal.SIGKILL:
            return code if code >= 0 else 128 - code
        print("  the host was killed; it is started again", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description="Serves the sandbox with a bot to talk to.")
    parser.add_argument("roost", help="the host's program")
    parser.add_argument("--port", type=int, default=8080, help="for files that are yet to be written (default: 8080)")
    given = parser.parse_args()
    if prepare(Path.cwd(), given.port):
        print(f"\n  http://127.0.0.1:{given.port}/sandbox/   a Telegram on this machine: be somebody, and talk to Echo")
    else:
        print("\n  roost.yaml or plugins.d/sandbox.yaml was here before, and is left as it is — hint: take both away")
        print("  for a sandbox with a bot to talk to")
    print(f"  curl http://127.0.0.1:{given.port}/hello/you\n  curl -X POST http://127.0.0.1:{given.port}/counter")
    print("  curl http://127.0.0.1:9090/readyz\n", flush=True)
    return serve(given.roost)


if __name__ == "__main__":
    sys.exit(main())
