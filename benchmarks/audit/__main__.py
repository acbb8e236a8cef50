"""Build the sites, measure, print the table; the exit status is 1 where anything falls short."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

from benchmarks.audit import sites
from benchmarks.audit.measure import Measure, Missing

_CHECKS = ("nu", "browser", "lighthouse", "weights", "links", "feeds", "linked", "dataset")
_SHOWN = 20


def main() -> None:
    """Run all checks, or those named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.audit", description=__doc__)
    parser.add_argument("checks", nargs="*", choices=[[], *_CHECKS], metavar="CHECK", help=", ".join(_CHECKS))
    wanted = parser.parse_args().checks or _CHECKS
    whole, bare = sites.build()
    print("\n| what | must be | is |\n|---|---|---|")
    short: list[Measure] = []
    for name in wanted:
        try:
            found = import_module(f"benchmarks.audit.{name}").check(whole, bare)
        except Missing as missing:
            print(f"| {name} | | not measured: {missing} |", flush=True)
            continue
        for measure in found:
            print(f"| {measure.what} | {measure.must} | {measure.found} |", flush=True)
        short += [measure for measure in found if not measure.good]
    for measure in short:
        print(f"\nFalls short: {measure.what}")
        for fault in measure.faults[:_SHOWN]:
            print(f"  {fault}")
        if len(measure.faults) > _SHOWN:
            print(f"  and {len(measure.faults) - _SHOWN} more")
    sys.exit(1 if short else 0)


if __name__ == "__main__":
    main()
