"""What ansible-doc says."""

from __future__ import annotations

import ast
import json
import subprocess
from pathlib import Path

import pytest

COLLECTION = Path(__file__).parent.parent
MODULES = sorted(path.stem for path in (COLLECTION / "plugins" / "modules").glob("*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_every_module_is_documented(module: str) -> None:
    name = f"rentabot.lab.{module}"
    done = subprocess.run(["ansible-doc", "--json", name], text=True, capture_output=True, check=True)
    told = json.loads(done.stdout)[name]
    source = (COLLECTION / "plugins" / "modules" / f"{module}.py").read_text()
    assert {"url", "api_key", "ca_path", "patience"} < told["doc"]["options"].keys()
    for option in told["doc"]["options"]:
        assert option in ("url", "api_key", "ca_path", "patience") or f'"{option}": {{' in source
    assert all(entry["description"] and entry["returned"] for entry in told["return"].values())
    assert name in told["examples"]
    assert subprocess.run(["ansible-doc", name], text=True, capture_output=True, check=True).stdout.startswith(
        f"> {name.upper()}"
    )


@pytest.mark.parametrize("path", sorted((COLLECTION / "plugins").rglob("*.py")), ids=str)
def test_every_file_is_python_3_8(path: Path) -> None:
    ast.parse(path.read_text(), feature_version=(3, 8))


def test_the_callback_is_documented() -> None:
    command = ["ansible-doc", "--type", "callback", "--json", "rentabot.lab.free_at_end"]
    done = subprocess.run(command, text=True, capture_output=True, check=True)
    assert {"url", "api_key", "ca_path"} == json.loads(done.stdout)["rentabot.lab.free_at_end"]["doc"]["options"].keys()


def test_the_readme_names_every_module() -> None:
    readme = (COLLECTION / "README.md").read_text()
    assert [module for module in MODULES if f"`rentabot.lab.{module}`" not in readme] == []
