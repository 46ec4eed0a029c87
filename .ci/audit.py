"""Ask for known faults of what the lock file names, and say how many could be asked for: `make audit`.

Exit 1 when a fault is known; where the register cannot be reached, nothing was checked, and that is said.
"""

import json
import subprocess
import sys


def main() -> int:
    """Run pip-audit and tell what it found in a few lines."""
    options = ["--disable-pip", "--require-hashes", "--format", "json", "--requirement", "requirements.lock"]
    ran = subprocess.run([sys.executable, "-m", "pip_audit", *options], capture_output=True, text=True, check=False)  # noqa: S603
    try:
        found = json.loads(ran.stdout)["dependencies"]
    except (json.JSONDecodeError, KeyError):
        last = (ran.stderr.strip().splitlines() or ["no answer"])[-1]
        sys.stdout.write(f"make audit: nothing was checked: {last}\n")
        return 0
    asked = [d for d in found if "vulns" in d]
    for dependency in asked:
        for fault in dependency["vulns"]:
            better = ", ".join(fault["fix_versions"]) or "none yet"
            sys.stdout.write(f"{dependency['name']} {dependency['version']}: {fault['id']} (mended in: {better})\n")
    sys.stdout.write(f"make audit: {len(asked)} of {len(found)} packages could be asked for\n")
    return int(any(d["vulns"] for d in asked))


if __name__ == "__main__":
    sys.exit(main())
