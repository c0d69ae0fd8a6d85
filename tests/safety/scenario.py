"""All that is done at run time, each command in a process of its own, while all processes are looked at.

``python scenario.py HOME FOLDER`` works in a home that shares the jars, and writes ``told.json`` into the
folder: what each command said, and what the watch saw.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

from cartelgraph.dataset import write_dataset
from tests.safety.sockets import Watch
from tests.store.complete import complete_dataset

CLIENT = Path(__file__).with_name("client.py")
WRONG_PASSWORD = "n0t-the-right-0ne-in-Zacatecas"  # noqa: S105
NEO4J = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE", "CARTELGRAPH_SERVER")

#: A query of a user's own with a slip in it, and one that only an administrator may ask.
SLIP = "MATCH (o:Organization) RETRUN o.name"
SETTINGS = "SHOW SETTINGS YIELD name, value RETURN name, value"


class Scenario:
    """Runs commands in one home and keeps what they say."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.home, self.folder = home, folder
        self.told: dict[str, dict[str, Any]] = {}
        self.plain = {name: value for name, value in os.environ.items() if name not in NEO4J}
        self.plain["CARTELGRAPH_HOME"] = str(home)

    def run(self, name: str, *arguments: str, **environment: str) -> None:
        command = [sys.executable, str(CLIENT), str(self.folder / "asked.log"), *arguments]
        done = subprocess.run(
            command, env=self.plain | environment, capture_output=True, text=True, check=False, timeout=180
        )
        self.told[name] = {"code": done.returncode, "out": done.stdout, "err": done.stderr}

    def remote(self, password: str) -> dict[str, str]:
        """Return an environment that names the local server as if it were another's."""
        port = json.loads((self.home / "server" / "server.json").read_text())["bolt_port"]
        uri = f"bolt://127.0.0.1:{port}"
        return {"NEO4J_URI": uri, "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": password}

    def written(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def visit(self) -> None:
        """Fetch the pages that `browse` has put beside Browser."""
        port = json.loads((self.home / "server" / "server.json").read_text())["http_port"]
        for page in ("start.html", "start.js", "setup.json", "guide.html"):
            address = f"http://127.0.0.1:{port}/browser/cartelgraph/{page}"
            with urllib.request.urlopen(address) as found:
                self.told[page] = {"code": 0, "out": found.read().decode(), "err": ""}

    def play(self) -> None:
        report, data = str(self.folder / "report.html"), str(self.folder / "data")
        write_dataset(complete_dataset(), self.folder / "data")
        self.run("up", "up", "--memory", "512m")
        try:
            password = (self.home / "server" / "password").read_text()
            right, wrong = self.remote(password), self.remote(WRONG_PASSWORD)
            self.run("load", "load", "--data", data)
            self.run("load by name", "load", "--data", data, **right, VERBOSE="1")
            self.run("load with a wrong password", "--debug", "load", "--data", data, **wrong)
            self.run("a fault of ours", "--debug", "load", "--data", data, **right, CRASH="1")
            self.run("a fault of ours, in one line", "load", "--data", data, **right, CRASH="1")
            self.run("status", "status")
            self.run("status by name", "status", **right)
            self.run(
                "settings", "query", "--file", self.written("settings.cypher", SETTINGS), "--format", "json"
            )
            self.run("slip", "--debug", "query", "--file", self.written("slip.cypher", SLIP))
            self.run("query", "query", "names", VERBOSE="1")
            self.run("brief", "brief", "--neo4j")
            self.run("report", "report", "--neo4j", "--output", report)
            self.run("browse", "browse", "--no-open")
            self.visit()
            self.run("logs", "logs")
        finally:
            self.run("down", "down")
        self.run("load when nobody answers", "--debug", "load", "--data", data, **right)


def main(home: Path, folder: Path) -> None:
    os.umask(0)  # what is private is so by itself
    scenario = Scenario(home, folder)
    mark = f"--home-dir={home / 'server'}"
    with Watch(lambda command: mark in command) as watch:
        scenario.play()
    told = {
        "told": scenario.told,
        "commands": sorted(watch.commands),
        "addresses": {who: sorted(seen) for who, seen in watch.addresses.items()},
        "looks": watch.looks,
    }
    (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
