"""Feed targets for a while: `python -m fuzz [TARGET …] --seconds 600`.

With atheris installed the program's own code is watched for paths not yet taken; without it inputs are changed by
seed. An input that breaks a target, or takes longer than a second and one more for each 100 kB, is kept.
"""

import argparse
import hashlib
import sys
import time
from pathlib import Path

if "--guided" in sys.argv:
    import atheris

    # Only what is imported in here is watched: this program's own code, not the libraries below it.
    with atheris.instrument_imports(include=["onrecord"]):
        from fuzz.targets import CORPUS, TARGETS, corpus_of
else:
    from fuzz.targets import CORPUS, TARGETS, corpus_of
from fuzz.mutating import inputs


def feed(name: str, seconds: float, seed: int, kept: Path) -> tuple[int, int]:
    """Feed one target by seed; how many inputs were tried and how many were kept."""
    target = TARGETS[name][0]
    tried = bad = 0
    target(corpus_of(name)[0])  # what is made once, lexicons and a ledger, is no part of any input's time
    end = time.monotonic() + seconds
    for data in inputs(corpus_of(name), seed):
        if time.monotonic() > end:
            break
        tried += 1
        begin = time.process_time()
        try:
            target(data)
            slow = time.process_time() - begin > 1 + len(data) / 100_000
            what = "slow" if slow else ""
        except Exception as exc:  # noqa: BLE001 whatever it is, it is what is looked for
            what = f"{type(exc).__name__}: {' '.join(str(exc).split())[:160]}"
        if what:
            bad += 1
            path = kept / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
            path.write_bytes(data)
            print(f"{path}: {what}", flush=True)
    return tried, bad


def feed_guided(name: str, seconds: int, kept: Path) -> None:
    """Feed one target with atheris, which ends the process."""
    target = TARGETS[name][0]
    target(corpus_of(name)[0])
    grown = kept / f"{name}-corpus"
    grown.mkdir(exist_ok=True)
    options = [
        f"-max_total_time={seconds}",
        "-max_len=20000",
        "-timeout=30",
        "-rss_limit_mb=4096",
        f"-artifact_prefix={kept}/{name}-",
    ]
    atheris.Setup([sys.argv[0], str(grown), str(CORPUS / TARGETS[name][1]), *options], target)
    atheris.Fuzz()


def main() -> int:
    """Feed what is named, or everything; exit 1 when something was kept."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--guided", action="store_true", help="with atheris, one target")
    parser.add_argument("--kept", type=Path, default=Path("build/fuzz"), help="where what breaks is kept")
    chosen = parser.parse_args()
    chosen.kept.mkdir(parents=True, exist_ok=True)
    if unknown := sorted(set(chosen.targets) - set(TARGETS)):
        parser.error(f"no such target: {', '.join(unknown)}")
    if chosen.guided:
        feed_guided(chosen.targets[0], chosen.seconds, chosen.kept)
    found = 0
    for name in chosen.targets or TARGETS:
        tried, bad = feed(name, chosen.seconds, chosen.seed, chosen.kept)
        found += bad
        print(f"{name}: {tried:,} inputs, {bad} kept", flush=True)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
