"""What the Makefile sets up is complete wherever it stands, and whatever a person tells pip for other work."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pip
import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with an awkward name, and the project's Makefile in it."""
    folder = tmp_path / "odd place's"
    folder.mkdir()
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "requirements.txt").touch()
    return folder


def environment(folder: Path) -> Path:
    """Make the environment, with the pip of this one, which is quicker; its packages."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / ".venv"], check=True)
    [packages] = folder.glob(".venv/lib/python3*/site-packages")
    (packages / "pip").symlink_to(Path(pip.__file__).parent)
    return packages


def said_by_manim(folder: Path) -> list[str]:
    """What the command says in the project's folder, and in that of the scenes."""
    return [
        subprocess.check_output(
            [os.path.relpath(folder / ".venv/bin/manim", place), "-ql", "kink.py"], cwd=place, text=True
        )
        for place in (folder, folder / "scenes")
    ]


def installed(folder: Path) -> None:
    """Have make believe that what the film needs is there."""
    for stamp in ("project", "film"):
        (folder / ".venv" / stamp).touch()


def make(folder: Path, *arguments: str, **variables: str) -> str:
    command = ["make", "--silent", f"PYTHON={sys.executable}", *arguments]
    here = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    done = subprocess.run(command, cwd=folder, env=here | variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_manim_finds_the_project_from_any_folder_even_when_it_is_moved(project: Path) -> None:
    (environment(project) / "manim.py").write_text("import common, sys\nprint(common.where, *sys.argv[1:])\n")
    (project / "common.py").write_text("where = __file__\n")
    (project / "scenes").mkdir()
    make(project, ".venv/film", "install=true")
    assert said_by_manim(project) == [f"{project / 'common.py'} -ql kink.py\n"] * 2
    moved = project.rename(project.with_name("elsewhere; and 字"))
    assert said_by_manim(moved) == [f"{moved / 'common.py'} -ql kink.py\n"] * 2


def test_packages_are_installed_into_the_environment_from_where_a_person_gets_them(project: Path) -> None:
    packages = environment(project)
    shelf = project.parent / "shelf"
    wheel = made_wheel(shelf)
    (project / "requirements-slides.txt").write_text(f"sparse==1 --hash=sha256:{wheel}\n")
    elsewhere = str(project.parent / "elsewhere")
    settings = project.parent / "pip.conf"
    settings.write_text(
        f"[global]\nno-index = true\nfind-links = {shelf.as_uri()}\nuser = true\nno-binary = :all:\n"
        f"[install]\ntarget = {elsewhere}\nprefix = {elsewhere}\nroot = {elsewhere}\ndry-run = true\n"
    )
    other = project.parent / "other"
    (other / "sparse-1.dist-info").mkdir(parents=True)
    (other / "sparse-1.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: sparse\nVersion: 1\n")
    installed(project)
    said = make(
        project,
        ".venv/slides",
        PIP_CONFIG_FILE=str(settings),
        PIP_USER="1",
        PIP_TARGET=elsewhere,
        PIP_PREFIX=elsewhere,
        PIP_ROOT=elsewhere,
        PIP_DRY_RUN="1",
        PIP_NO_BINARY=":all:",
        PIP_ONLY_BINARY=":all:",
        PIP_REQUIRE_VIRTUALENV="1",
        PIP_CONSTRAINT="/nowhere",
        PIP_PYTHON="/nowhere",
        PYTHONPATH=str(other),
        PYTHONUSERBASE=elsewhere,
        PYTHONOPTIMIZE="2",
        PYTHONWARNINGS="error",
        VIRTUAL_ENV="/nowhere",
        CONDA_PREFIX="/nowhere",
        MAKEFLAGS="-j4",
    )
    assert (packages / "sparse.py").read_text() == "lasso = True\n"
    assert not Path(elsewhere).exists()
    assert said == "Installing the packages of requirements-slides.txt ...\n  1 of 1: sparse-1-py3-none-any.whl\n"


def test_what_fails_to_install_is_said(project: Path) -> None:
    environment(project)
    (project / "requirements-slides.txt").write_text(f"sparse==1 --hash=sha256:{'0' * 64}\n")
    installed(project)
    shelf = project.parent / "shelf"
    made_wheel(shelf)
    command = ["make", "--silent", f"PYTHON={sys.executable}", ".venv/slides"]
    reach = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": shelf.as_uri()}
    done = subprocess.run(
        command, cwd=project, env=os.environ | reach, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "HASH" in done.stderr.upper()
    assert not (project / ".venv/slides").exists()


def test_what_the_shell_happens_to_hold_is_no_argument(project: Path) -> None:
    (project / ".venv/bin").mkdir(parents=True)
    program = project / ".venv/bin/python"
    program.write_text('#!/bin/sh\necho "$@" > said\n')
    program.chmod(0o755)
    installed(project)
    make(project, "publish", PLATFORM="linux/amd64", ARGS="--nonsense")
    assert (project / "said").read_text() == "-m renders publish youtube\n"


def made_wheel(shelf: Path) -> str:
    """Make the smallest wheel that there is; its SHA-256."""
    shelf.mkdir()
    file = shelf / "sparse-1-py3-none-any.whl"
    about = "sparse-1.dist-info"
    contents = {
        "sparse.py": "lasso = True\n",
        f"{about}/METADATA": "Metadata-Version: 2.1\nName: sparse\nVersion: 1\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{about}/RECORD": f"sparse.py,,\n{about}/METADATA,,\n{about}/WHEEL,,\n{about}/RECORD,,\n",
    }
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in contents.items():
            archive.writestr(name, text)
    return hashlib.sha256(file.read_bytes()).hexdigest()
