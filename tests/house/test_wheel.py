"""The built wheel, without the checkout, does the main job: every data file is in it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_wheel_builds_a_ledger(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    wheels, target = tmp_path / "wheels", tmp_path / "installed"
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(wheels), str(ROOT)], check=True)
    (wheel,) = wheels.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(target), str(wheel)], check=True)
    environment = {**os.environ, "PYTHONPATH": str(target)}
    command = [sys.executable, "-P", "-m", "onrecord"]
    ledger = str(tmp_path / "story.db")
    found = subprocess.run(
        [sys.executable, "-P", "-c", "import onrecord; print(onrecord.__file__)"],
        check=True, env=environment, cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert found.stdout.startswith(str(target))
    build = [*command, "build", str(ROOT / "examples" / "reports"), "-o", ledger]
    subprocess.run(build, check=True, env=environment, cwd=tmp_path)
    done = subprocess.run(
        [*command, "brief", ledger], check=True, env=environment, cwd=tmp_path, capture_output=True, text=True
    )
    assert "PROMISED" in done.stdout
