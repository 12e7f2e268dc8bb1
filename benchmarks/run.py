# SPDX-License-Identifier: MIT
"""Measures everything, or the named sections, and prints one table. run.sh has built what it needs."""

import argparse
import importlib.metadata
import importlib.util
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys

import report
from measure import Framework, Program, take_turns, take_turns_of_programs
from report import Row

ROOT = pathlib.Path(__file__).resolve().parent.parent
FLAGS = {
    "O2": "-O2",
    "O3": "-O3",
    "native": "-O3 -march=native",
    "O0": "-O0",
    "O1": "-O1",
    "Og": "-Og",
    "avx2": "-O2 -mavx2 -mfma",
}
FRAMEWORKS = {"keras": "Keras", "torch": "PyTorch", "jax": "JAX"}
PACKAGES = {"keras": "keras", "torch": "torch", "jax": "jax"}


class Benchmarks:
    def __init__(self, options):
        self.options = options
        self.frameworks = [name for name in FRAMEWORKS if importlib.util.find_spec(name)]
        peaks = [name.split("/")[2] for name in self.program("training.O2").names() if name.startswith("peak/float/")]
        if not peaks:
            sys.exit("expected an x86-64 processor: the peak of others is not known")
        self.best_set = peaks[-1]
        self.built = json.loads((options.build / "benchmarks" / "built.json").read_text())
        self.parts = {}  # what goes to docs/performance.md instead of all rows of a section, or besides
        self.turns = []

    def program(self, name, threads=1, instructions=None):
        return Program(self.options.build, name, threads, self.options.cpu_time, instructions)

    def peak(self, threads=1, instructions=None):
        name = f"peak/float/{instructions or self.best_set}/threads:{threads}"
        return self.program("training.O2", threads).turn(name)

    def take_turns(self, section, turns):
        measured = take_turns(turns, self.options.rounds, self.options.enough)
        self.turns += [(section, name, m) for name, m in measured.items()]
        return measured

    def take_turns_of_programs(self, section, programs):
        measured = take_turns_of_programs(programs, self.options.rounds)
        self.turns += [(section, name, m) for name, m in measured.items()]
        return measured

    # Each section returns its rows.

    def training(self, name, what, goals, levels):
        """A whole training, by us with all flags and by the frameworks, with 1 and 2 threads."""
        turns, workers = {}, []
        for threads in (1, 2):
            workers += [
                (framework, threads, Framework(framework, threads, self.options.cpu_time))
                for framework in self.frameworks
            ]
            turns["peak", threads] = self.peak(threads)
            for level in levels if threads == 1 else [l for l in levels if l in ("O2", "O3", "native")]:
                turns[level, threads] = self.program(f"training.{level}", threads).turn(
                    f"{name}/threads:{threads}", 1
                )
                if name == "iris" and threads == 1:
                    turns["Eigen", level] = self.program(f"training.{level}").turn("iris/eigen", 1)
            if name == "iris" and self.best_set == "avx512":
                turns["AVX2", threads] = self.program("training.O2", threads, "avx2").turn(f"iris/threads:{threads}", 1)
                turns["AVX2 peak", threads] = self.peak(threads, "avx2")
        turns |= {(framework, threads): worker.turn(name) for framework, threads, worker in workers}
        measured = self.take_turns(name, turns)
        for *_, worker in workers:
            worker.stop()

        rows = []
        for threads in (1, 2):
            ours, title = measured["O2", threads], f"{what}, {threads} thread{'s' if threads > 1 else ''}"
            limit = ours.work / measured["peak", threads].rate
            goals_here = goals if threads == 1 else {}
            rows.append(Row(f"{title}, beside the arithmetic limit", ours.best, limit, "s", goals_here.get("limit")))
            for framework in self.frameworks:
                other = measured[framework, threads].best
                rows.append(
                    Row(f"{title}, beside {FRAMEWORKS[framework]}", ours.best, other, "s", goals_here.get(framework))
                )
            if "fastest" in goals_here and self.frameworks:
                other = min(measured[framework, threads].best for framework in self.frameworks)
                rows.append(
                    Row(f"{title}, beside the fastest framework", ours.best, other, "s", goals_here["fastest"])
                )
            flags = {level: measured[level, threads].best for level in levels if (level, threads) in measured}
            for level in list(flags)[1:]:
                rows.append(Row(f"{title}, -O2 beside {FLAGS[level]}", ours.best, flags[level], "s"))
            rows.append(Row(f"{title}, -O2 beside the best flags", ours.best, min(flags.values()), "s", 0.95))
        for level in levels if name == "iris" else []:
            ours, other = measured[level, 1].best, measured["Eigen", level].best
            rows.append(Row(f"{what}, {FLAGS[level]}, beside Eigen alone", ours, other, "s", 1))
        one, two = measured["O2", 1].best, measured["O2", 2].best
        rows.append(Row(f"{what}, 2 threads beside 1", two, one, "s", 1.7 if name == "iris" else None))
        if ("AVX2", 1) in measured:
            one, two = measured["AVX2", 1], measured["AVX2", 2]
            limit = one.work / measured["AVX2 peak", 1].rate
            rows.append(Row(f"{what}, 1 thread, AVX2 only, beside its arithmetic limit", one.best, limit, "s"))
            rows.append(Row(f"{what}, AVX2 only, 2 threads beside 1", two.best, one.best, "s"))
        return rows

    def iris(self):
        goals = {"limit": 1 / 1.2, "keras": 40, "torch": 2, "jax": 1.35}
        return self.training("iris", "Iris, 350 epochs", goals, list(FLAGS)[:6])

    def digits(self):
        return self.training("digits", "784-512-512-10, one epoch", {"fastest": 1}, list(FLAGS)[:3])

    def cnn(self):
        return self.training("cnn", "CNN on 28 × 28, one epoch", {"keras": 1, "torch": 1}, list(FLAGS)[:3])

    def predict(self):
        """One sample at a time."""
        workers = {framework: Framework(framework, 1, self.options.cpu_time) for framework in self.frameworks}
        rows = []
        for name, what in [("iris", "Iris"), ("digits", "784-512-512-10")]:
            turns = {"Ockham": self.program("training.O2").turn(f"predict/{name}")}
            for framework, worker in workers.items():
                turns[f"{FRAMEWORKS[framework]}"] = worker.turn(f"predict/{name}")
                if framework == "keras":
                    turns["Keras, called as a function"] = worker.turn(f"call/{name}")
            measured = self.take_turns("predict", turns)
            for other in list(turns)[1:]:
                rows.append(
                    Row(f"{what}, one sample, beside {other}", measured["Ockham"].best, measured[other].best, "s")
                )
        for worker in workers.values():
            worker.stop()
        return rows

    def penalties(self):
        """The same training with and without penalties on every kernel, bias and output."""
        rows = []
        for name, what in [("iris", "Iris, 350 epochs"), ("digits", "784-512-512-10, one epoch")]:
            program = self.program("training.O2")
            measured = self.take_turns(
                f"penalties {name}", {n: program.turn(f"{name}/{n}", 1) for n in ("threads:1", "penalties")}
            )
            with_them, without = measured["penalties"].best, measured["threads:1"].best
            rows.append(Row(f"{what}, with all penalties beside without", with_them, without, "s", 1 / 1.05))
        return rows

    def products(self):
        """Matrix products, in operations a second."""
        ours = f"Ockham {self.best_set}"
        programs = {"O2": (self.program("matrix_product.O2"), "product/|peak/.*threads:1")}
        for level in ("avx2", "native") if self.best_set != "portable" else ("native",):
            programs[level] = (self.program(f"matrix_product.{level}"), f"product/.*/({ours}|Eigen)")
        measured = self.take_turns_of_programs("products", programs)

        others = {
            ("O2", "Eigen"): "Eigen, -O2",
            ("avx2", "Eigen"): "Eigen, -O2 -mavx2 -mfma",
            ("native", "Eigen"): "Eigen, -O3 -march=native",
            ("O2", "OpenBLAS"): "OpenBLAS",
            ("O2", "oneDNN"): "oneDNN",
        }
        sets = {("O2", f"Ockham {s}"): s for s in ("avx512", "avx2", "portable")}
        titles = {"avx512": "AVX-512", "avx2": "AVX2", "portable": "portable"}
        columns = {k: f"Ockham, {titles[s]}" for k, s in sets.items()} | others
        columns = {
            k: v for k, v in columns.items() if any(m[0] == k[0] and m[1].endswith(f"/{k[1]}") for m in measured)
        }
        names = dict.fromkeys(name.rpartition("/")[0] for _, name in measured if name.startswith("product/"))
        rows, cells = [], []
        for name in names:
            _, scalar, orientation, shape = name.split("/")
            title = f"{scalar}, {orientation}, {shape.replace('x', ' × ')}"
            found = {
                k: measured[k[0], f"{name}/{k[1]}"].rate for k in columns if (k[0], f"{name}/{k[1]}") in measured
            }
            cells.append([title, *(f"{found[k] / 1e9:.1f}" if k in found else "" for k in columns)])
            best = found["O2", ours]
            fastest = max((k for k in others if k in found), key=found.get)
            rows.append(Row(f"{title}, beside {others[fastest]}", best, found[fastest], "FLOP/s"))
            rows += [
                Row(f"{title}, beside {others[k]}", best, found[k], "FLOP/s", in_table=False)
                for k in others
                if k in found
            ]
            for k, instructions in sets.items():
                peak = measured.get(("O2", f"peak/{scalar}/{instructions}/threads:1"))
                if k in found and peak:
                    small = shape in ("112x512x4", "112x3x32", "1024x1024x1024", "128x512x784")
                    goal = 0.85 if instructions == "avx2" and scalar == "float" and not small else None
                    what = f"{title}, {titles[instructions]} beside its peak"
                    rows.append(Row(what, found[k], peak.rate, "FLOP/s", goal, in_table=goal is not None))
            for level in list(programs)[1:]:
                other = measured[level, f"{name}/{ours}"].rate
                rows.append(Row(f"{title}, -O2 beside {FLAGS[level]}", best, other, "FLOP/s", in_table=False))
        for scalar in ("float", "double"):
            peaks = {k: measured.get(("O2", f"peak/{scalar}/{s}/threads:1")) for k, s in sets.items()}
            cells.append(
                [f"{scalar}, peak", *(f"{peaks[k].rate / 1e9:.1f}" if peaks.get(k) else "" for k in columns)]
            )
        self.parts["product_rates"] = report.markdown(["GFLOP/s", *columns.values()], cells)
        self.parts["products"] = report.markdown(report.HEADER, [row.cells() for row in rows if row.goal])
        return rows

    def elementwise(self):
        """Activations and penalties beside the system's memcpy of as many bytes."""
        return self.beside_memcpy("elementwise")

    def optimizers(self):
        """A step of each optimizer beside the system's memcpy of as many bytes."""
        return self.beside_memcpy("optimizers")

    def beside_memcpy(self, section):
        programs = {"O2": (self.program(f"{section}.O2"), ".")}
        measured = {name: m for (_, name), m in self.take_turns_of_programs(section, programs).items()}
        copies = [m for name, m in measured.items() if name.startswith("copy/")]
        rows = []
        for copy, rows_of, place in zip(copies, ("rows:112", "rows:32768"), ("in the cache", "in memory")):
            for name, m in measured.items():
                if name.endswith(f"/{rows_of}"):
                    kind, title, _ = name.split("/")
                    rows.append(Row(f"{title}, {kind}, {place}, beside memcpy", m.rate, copy.rate, "B/s"))
        return rows

    def sweeps(self):
        """A Dense layer's training step by width and by batch, as shares of the peak; draws them."""
        programs = {"O2": (self.program("dense_layer.O2"), f"dense/|peak/.*/{self.best_set}/threads:1")}
        measured = {name: m for (_, name), m in self.take_turns_of_programs("sweeps", programs).items()}
        peaks = {s: measured[f"peak/{s}/{self.best_set}/threads:1"].rate for s in ("float", "double")}
        rows, files = [], []
        widths, batches = [2**n for n in range(6, 12)], [2**n for n in range(11)]
        for kind, sizes, name in [
            ("width", widths, "dense/{}/batch:128/width:{}"),
            ("batch", batches, "dense/{}/batch:{}/width:512"),
        ]:
            files.append(self.options.out / f"sweep_{kind}.csv")
            lines = [f"{kind},float,double"]
            for size in sizes:
                rates = {s: measured[name.format(s, size)].rate for s in peaks}
                lines.append(",".join([str(size), *(f"{100 * rates[s] / peaks[s]:.2f}" for s in peaks)]))
                rows += [
                    Row(f"Dense step, {kind} {size}, {s}, beside the peak", rates[s], peaks[s], "FLOP/s")
                    for s in peaks
                ]
            files[-1].write_text("\n".join(lines) + "\n")
        picture = self.options.out / "sweeps.svg"
        subprocess.run([self.options.build / "benchmarks" / "draw.O2", *files, picture], check=True)
        if self.options.update_docs:
            shutil.copy(picture, ROOT / "docs" / "images" / "performance_sweeps.svg")
        return rows

    def cost(self, *command):
        ran = subprocess.run(
            [self.options.build / "benchmarks" / "cost.O2", *map(str, command)], capture_output=True, text=True
        )
        if ran.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))} failed: {ran.stderr}")
        return json.loads(ran.stdout)

    def compiling(self):
        """The README's program beside one that only includes <Eigen/Dense>; and the memory that the program needs."""
        folder = self.options.out / "compiling"
        folder.mkdir(exist_ok=True)
        readme, eigen = folder / "readme.cpp", ROOT / "tests" / "consumers" / "eigen_alone.cpp"
        readme.write_text((ROOT / "README.md").read_text().partition("```cpp\n")[2].partition("```")[0])
        arguments = ["-std=c++20", f"-I{ROOT}/include", "-isystem", self.built["eigen"]]
        rows = []
        for compiler in filter(shutil.which, ("g++", "clang++")):
            for level in ("-O0", "-O2"):
                least = {}
                for _ in range(min(self.options.rounds, 5)):
                    for source in (readme, eigen):
                        cost = self.cost(compiler, *arguments, level, "-c", "-o", folder / "out.o", source)
                        so_far = least.setdefault(source, cost)
                        least[source] = {k: min(so_far[k], cost[k]) for k in cost}
                for unit, key, word in [("s", "seconds", "time"), ("MB", "megabytes", "memory")]:
                    what = f"README's program, {compiler} {level}, {word}, beside <Eigen/Dense>"
                    rows.append(Row(what, least[readme][key], least[eigen][key], unit, 1 / 3))
        program = folder / "readme"
        subprocess.run(["g++", *arguments, "-O2", "-o", program, readme, "-pthread"], check=True, cwd=folder)
        peak = self.cost("sh", "-c", f"cd '{folder}' && exec ./readme")["megabytes"]
        rows.append(Row("README's program, peak of its memory, beside 20 MB", peak, 20, "MB", 1))
        return rows

    def machine(self):
        """The machine and the versions, for the page."""
        model = next(
            (l.partition(": ")[2].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")),
            platform.machine(),
        )
        compiler = subprocess.run(
            [self.built["compiler"], "--version"], capture_output=True, text=True
        ).stdout.splitlines()[0]
        versions = [f"{FRAMEWORKS[f]} {importlib.metadata.version(PACKAGES[f])}" for f in self.frameworks]
        if "keras" in self.frameworks:
            versions.append(f"TensorFlow {importlib.metadata.version('tensorflow-cpu')}")
        clock = "processor's time" if self.options.cpu_time else "time on the clock"
        return "\n".join(
            [
                f"- Processor: {model}, {len(os.sched_getaffinity(0))} cores, best instruction set {self.best_set}",
                f"- Compiler: {compiler}",
                f"- Beside: {', '.join(versions) or 'no frameworks'}; Python {platform.python_version()}",
                f"- The best of up to {self.options.rounds} turns; trainings with 1 thread in {clock}",
                f"- Load of the machine at the beginning: {os.getloadavg()[0]:.1f}",
            ]
        )


SECTIONS = ["iris", "digits", "cnn", "predict", "penalties", "sweeps", "products", "elementwise", "optimizers", "compiling"]


def main():
    parser = argparse.ArgumentParser(
        prog="run.sh", description="Measures Ockham beside what else its users could take."
    )
    parser.add_argument("sections", nargs="*", metavar="section", help=f"of {', '.join(SECTIONS)}; all by default")
    parser.add_argument("--rounds", type=int, default=10, help="turns of each competitor (10)")
    parser.add_argument("--enough", type=float, default=30, help="seconds after which one gets no more turns (30)")
    parser.add_argument(
        "--cpu-time",
        action="store_true",
        help="with one thread, the processor's time instead of the clock's: "
        "for a machine on which other programs run",
    )
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "out" / "benchmarks", help="where the results go")
    parser.add_argument("--update-docs", action="store_true", help="put them into docs/performance.md, too")
    parser.add_argument("--build", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if unknown := set(options.sections) - set(SECTIONS):
        parser.error(f"unknown section {', '.join(sorted(unknown))}")
    options.out.mkdir(parents=True, exist_ok=True)

    benchmarks = Benchmarks(options)
    parts, sections = {"machine": benchmarks.machine()}, {}
    for name in options.sections or SECTIONS:
        print(name, file=sys.stderr)
        sections[name] = getattr(benchmarks, name)()
        parts[name] = report.markdown(report.HEADER, [row.cells() for row in sections[name] if row.in_table])
    parts |= benchmarks.parts

    print(parts["machine"], report.text(sections), sep="\n\n")
    report.write_csv(options.out / "results.csv", sections)
    (options.out / "results.md").write_text("\n\n".join(parts.values()) + "\n")
    report.write_turns(options.out / "turns.csv", benchmarks.turns)
    if options.update_docs:
        report.update_page(ROOT / "docs" / "performance.md", {k: v for k, v in parts.items() if k != "sweeps"})
    missed = [row for rows in sections.values() for row in rows if row.missed]
    print(f"{len(missed)} goals are missed." if missed else "All goals are met.", f"Results: {options.out}")


main()
