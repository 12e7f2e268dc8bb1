# SPDX-License-Identifier: MIT
"""How things are measured: our programs and the frameworks take turns on the same cores, and the best turn counts."""

import dataclasses
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys


def cores(count):
    """The first `count` cores that we may use, one of each pair that share a core's units, as taskset wants them."""
    allowed = sorted(os.sched_getaffinity(0))

    def siblings(core):
        try:
            return pathlib.Path(f"/sys/devices/system/cpu/cpu{core}/topology/thread_siblings_list").read_text()
        except OSError:
            return core

    chosen = {}
    for core in allowed:
        chosen.setdefault(siblings(core), core)
    return ",".join(map(str, list(chosen.values())[:count]))


def environment(threads):
    names = ["OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS"]
    return os.environ | dict.fromkeys(names, str(threads))


@dataclasses.dataclass
class Measured:
    """All turns of one thing. `best` is in seconds; `rate` is in operations or bytes a second."""

    seconds: list = dataclasses.field(default_factory=list)
    work: float = 0
    accuracy: float = None

    def add(self, turn):
        self.seconds.append(turn["seconds"])
        self.work = turn.get("flop", 0) or turn.get("bytes", 0)
        self.accuracy = turn.get("accuracy")

    @property
    def best(self):
        return min(self.seconds)

    @property
    def median(self):
        return statistics.median(self.seconds)

    @property
    def rate(self):
        return self.work / self.best


class Program:
    """One of our Google Benchmark programs, with the flags that its name ends with, and with the instruction set that is
    given or else the best. With `cpu_time` all times with one thread are those of the processor."""

    def __init__(self, build, name, threads=1, cpu_time=False, instructions=None):
        self.cpu_time = cpu_time and threads == 1
        self.command = ["taskset", "-c", cores(threads), str(build / "benchmarks" / name)]
        self.environment = environment(threads)
        if instructions:
            self.environment["OCKHAM_INSTRUCTION_SET"] = instructions

    def names(self):
        listed = subprocess.run([*self.command, "--benchmark_list_tests"], check=True, capture_output=True, text=True)
        return [plain(line) for line in listed.stdout.splitlines()]

    def turns(self, pattern, repeats=5):
        """One turn of everything that matches, by name: the best of some short repeats."""
        arguments = [
            f"--benchmark_filter={pattern}",
            f"--benchmark_repetitions={repeats}",
            "--benchmark_min_time=0.005",
            "--benchmark_format=json",
        ]
        ran = subprocess.run([*self.command, *arguments], capture_output=True, text=True, env=self.environment)
        if ran.returncode != 0 or not ran.stdout:
            sys.exit(f"{self.command[-1]} {pattern} failed: {ran.stderr}")
        units = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1}
        found = {}
        for entry in json.loads(ran.stdout)["benchmarks"]:
            if entry.get("error_occurred"):
                sys.exit(f"{self.command[-1]} {entry['name']}: {entry['error_message']}")
            kind = "real_time" if entry["run_name"].endswith("/real_time") and not self.cpu_time else "cpu_time"
            turn = entry | {"seconds": entry[kind] * units[entry["time_unit"]]}
            name = plain(entry["run_name"])
            if entry["run_type"] == "iteration" and (name not in found or turn["seconds"] < found[name]["seconds"]):
                found[name] = turn
        return found

    def turn(self, name, repeats=5):
        """One turn of one benchmark, to be taken later."""
        return lambda: self.turns(f"^{re.escape(name)}(/iterations:1)?(/real_time)?$", repeats)[name]


def plain(name):
    """A benchmark's name without what Google Benchmark appends."""
    return re.sub(r"(/iterations:\d+|/real_time)+$", "", name)


class Framework:
    """frameworks.py, which waits between its turns. `cpu_time` as above."""

    def __init__(self, name, threads, cpu_time=False):
        self.cpu_time = cpu_time and threads == 1
        script = pathlib.Path(__file__).with_name("frameworks.py")
        self.process = subprocess.Popen(
            ["taskset", "-c", cores(threads), sys.executable, str(script), name, str(threads)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment(threads),
        )

    def turn(self, name):
        def take():
            print(name, file=self.process.stdin, flush=True)
            answer = self.process.stdout.readline()
            if not answer:
                sys.exit(f"{' '.join(self.process.args)} failed at {name}")
            turn = json.loads(answer)
            return turn | {"seconds": turn["cpu_seconds"]} if self.cpu_time else turn

        return take

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def take_turns(turns, rounds, enough):
    """Takes each of `turns` once in each round, by name; but one that has taken `enough` seconds in all not again."""
    measured = {name: Measured() for name in turns}
    for number in range(rounds):
        for name, turn in turns.items():
            if sum(measured[name].seconds) < enough:
                measured[name].add(turn())
        print(f"  round {number + 1} of {rounds}", file=sys.stderr)
    return measured


def take_turns_of_programs(programs, rounds):
    """The same for all that a pattern finds in each of `programs`: {name: (program, pattern)}. The results are
    found by the name of the program and that of the benchmark."""
    measured = {}
    for number in range(rounds):
        for name, (program, pattern) in programs.items():
            for benchmark, turn in program.turns(pattern).items():
                measured.setdefault((name, benchmark), Measured()).add(turn)
        print(f"  round {number + 1} of {rounds}", file=sys.stderr)
    return measured
