"""What is installed."""

from __future__ import annotations

import ast
import sys
from importlib import metadata
from pathlib import Path

import pytest

import rentabot

FILES = sorted(Path(rentabot.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_every_file_is_python_3_9(path: Path) -> None:
    ast.parse(path.read_text(), feature_version=(3, 9))


@pytest.mark.skipif(sys.version_info < (3, 10), reason="Python 3.9 has no list of what its standard library is")
@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_nothing_but_the_standard_library_is_needed(path: Path) -> None:
    nodes = list(ast.walk(ast.parse(path.read_text())))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    allowed = {"pytest"} if path.name == "pytest_plugin.py" else set()
    assert {name.partition(".")[0] for name in names} <= set(getattr(sys, "stdlib_module_names")) | allowed


def test_the_package_is_typed() -> None:
    assert (Path(rentabot.__file__).parent / "py.typed").exists()


def test_the_versions_are_the_same() -> None:
    assert metadata.version("rentabot") == rentabot.__version__
