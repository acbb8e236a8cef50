"""Print what is wrong with one layer on a gold folder, article by article (a development aid).

    python tests/quality/errors.py GOLD_DIR {entities,quotes,numbers,dates} [--only ID,ID] [--score]

GOLD_DIR holds text/ and gold/, as ../shared/gold/fr does.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from generator.annotate.annotator import SpacyAnnotator
from generator.annotate.document import document, encode
from generator.config import DEFAULT_PIPELINES, Config
from generator.model import Source
from generator.reading.articles import parse


def _scorer(gold: Path) -> tuple[ModuleType, Path]:
    path = gold.resolve().parent / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, path


def predict(gold: Path, out: Path, only: set[str]) -> None:
    """Annotate every text of a gold folder into ``out``."""
    config = Config(root=gold)
    paths = [p for p in sorted((gold / "text").glob("*.txt")) if not only or p.stem in only]
    articles = [parse(Source(p.name, p.read_bytes(), ""), config) for p in paths]
    for path, article, found in zip(paths, articles, SpacyAnnotator(DEFAULT_PIPELINES).annotate(articles), strict=True):
        (out / f"{path.stem}.json").write_bytes(encode(document(article, found)))


def show(layer: str, gold: dict[str, Any], mine: dict[str, Any], text: str) -> list[str]:
    """List misses (-), inventions (+) and differences (~) of one layer of one article."""
    shift = text.find(mine["text"])
    where = lambda span: (span[0] + shift, span[1] + shift) if span else None  # noqa: E731
    if layer == "entities":
        def table(doc: dict[str, Any], move: bool) -> dict[tuple[int, int], tuple[str, str, bool]]:
            return {
                (where(m) if move else tuple(m)): (e["kind"], e["name"], bool(e.get("optional")))
                for e in doc["entities"] for m in e["mentions"]
            }
        g, p = table(gold, False), table(mine, True)
        lines = []
        for span in sorted(set(g) | set(p)):
            surface = text[slice(*span)]
            if span not in p and not g[span][2]:
                lines.append(f"- {surface!r} {g[span]}")
            elif span not in g:
                lines.append(f"+ {surface!r} {p[span]}  …{text[max(0, span[0]-30):span[1]+30]!r}")
            elif g[span][0] != p[span][0] and not g[span][2]:
                lines.append(f"~ {surface!r} {g[span]} / {p[span]}")
        keys = lambda d: sorted(e["name"] for e in d["entities"] if e.get("key"))  # noqa: E731
        return [*lines, f"  keys {keys(gold)} / {keys(mine)}"]
    names = {e["id"]: e["name"] for e in gold.get("entities", [])}
    mine_names = {e["id"]: e["name"] for e in mine["entities"]}
    pairs, used = [], set()
    for item in gold[layer]:
        best = max(
            ((min(item["span"][1], where(o["span"])[1]) - max(item["span"][0], where(o["span"])[0]), n)
             for n, o in enumerate(mine[layer]) if n not in used), default=(0, -1))
        if best[0] > 0:
            used.add(best[1])
            pairs.append((item, mine[layer][best[1]]))
        else:
            pairs.append((item, None))
    lines = []
    for item, other in pairs:
        surface = text[slice(*item["span"])]
        free = " (optional)" if item.get("optional") else ""
        describe = lambda d, n: {k: (n.get(v, v) if k == "speaker" else text[slice(*v)] if k.endswith("_span") and v and n is names else v) for k, v in d.items() if k not in ("span", "optional", "confidence", "of_span", "role_span", "sense", "speaker_confidence")}  # noqa: E731
        if other is None:
            if not free:
                lines.append(f"- {surface!r} {describe(item, names)}")
            continue
        got = text[slice(*where(other["span"]))]
        fields = ("kind", "speaker") if layer == "quotes" else ("value", "unit", "of", "qualifier") if layer == "numbers" else ("value",)
        same = got == surface and all(
            (names.get(item.get(f)) == mine_names.get(other.get(f)) if f == "speaker" else item.get(f) == other.get(f)) for f in fields)
        if not same:
            lines.append(f"~{free} {surface!r} / {got!r}\n      {describe(item, names)}\n      {describe(other, mine_names)}")
    lines += [f"+ {text[slice(*where(o['span']))]!r} {describe(o, mine_names)}" for n, o in enumerate(mine[layer]) if n not in used] if mine[layer] and pairs else [f"+ {text[slice(*where(o['span']))]!r}" for o in mine[layer]]
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("layer", choices=("entities", "quotes", "numbers", "dates"), nargs="?")
    parser.add_argument("--only", default="")
    parser.add_argument("--kinds")
    args = parser.parse_args()
    only = set(filter(None, args.only.split(",")))
    _, path = _scorer(args.gold)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        predict(args.gold, out, only)
        if args.layer:
            for file in sorted(out.glob("*.json")):
                gold = json.loads((args.gold / "gold" / file.name).read_text())
                text = (args.gold / "text" / f"{file.stem}.txt").read_text()
                print(f"== {file.stem}")
                print("\n".join("  " + line for line in show(args.layer, gold, json.loads(file.read_text()), text)))
        command = [sys.executable, str(path), str(args.gold / "gold"), str(out), str(args.gold / "text")]
        command += ["--only", args.only] if only else []
        command += ["--kinds", args.kinds] if args.kinds else []
        print(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
