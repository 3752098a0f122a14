"""Applies each mutation to a copy of its file, compiles that one against target/classes, runs its tests."""

import os
import shutil
import subprocess
import sys
import tempfile
import time

from mutations import MUTATIONS

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
JAVA = os.path.join(sys.argv[1], "bin")
CORE = "core/target/classes"
SOURCES = "core/src/main/java"
SHORT = "-m quick -f 1 -iters 2 -time 300 -sc false".split()
SEED = "2025"


def run(command, seconds, cwd=ROOT):
    """The exit status, -1 after that time; and the output."""
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, cwd=cwd, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()
            status = -1
        out.seek(0)
        return status, out.read()


def compile_mutant(file, text, replacement, into):
    path = os.path.join(ROOT, SOURCES, "yamanote/internal", file)
    with open(path) as source:
        original = source.read()
    if original.count(text) != 1:
        raise ValueError(f"{file} holds {original.count(text)} times: {text}")
    mutant = os.path.join(into, "src", os.path.basename(file))
    os.makedirs(os.path.dirname(mutant))
    with open(mutant, "w") as target:
        target.write(original.replace(text, replacement))
    classes = os.path.join(into, "classes")
    with open(os.path.join(ROOT, "core/target/test.path")) as path:
        libraries = path.read().strip()
    status, output = run(
        [f"{JAVA}/javac", "-nowarn", "-proc:none", "-d", classes, "-cp", f"{CORE}:{libraries}", mutant], 120)
    if status != 0:
        raise ValueError("does not compile:\n" + output)
    return classes, libraries


def kills(test, classes, libraries, scratch):
    """What the test says if it notices, or None."""
    kind, _, what = test.partition(" ")
    if kind == "jcstress":
        jar = os.path.join(ROOT, "verify/jcstress/target/jcstress.jar")
        status, output = run(
            [f"{JAVA}/java", "-cp", f"{classes}:{jar}", "org.openjdk.jcstress.Main", "-r", "results", "-t", what, *SHORT],
            300, scratch)
        if "RUN RESULTS" in output and "planned" not in output and "passed" not in output:
            raise ValueError("no such test: " + what)
        failed = sorted({line.split("yamanote.")[-1].split(".")[-1] for line in output.splitlines()
                         if "[FAILED]" in line or "[ERROR]" in line})
        if failed:
            return "jcstress " + ", ".join(failed)
        return "jcstress, which hangs" if status == -1 else None
    if kind == "junit":
        status, output = run(
            [f"{JAVA}/java", "-cp", f"target/mutation:{classes}:core/target/test-classes:{CORE}:{libraries}",
             "RunTests", "yamanote." + what], 60)
        if "ClassNotFound" in output:
            raise ValueError("no such test: " + what)
        last = [line for line in output.splitlines() if what.split(".")[-1] + "." in line]
        return None if status == 0 else "JUnit " + (last[-1].split(":")[0] if last else what + ", which hangs")
    status, output = run(
        [f"{JAVA}/java", "-Xmx1g", "-cp", f"{classes}:verify/soak/target/classes:{CORE}",
         "yamanote.verify.soak.Main", "--seed", SEED, "--patience", "6", *what.split()], 300)
    if status == 0:
        return None
    said = [line for line in output.splitlines() if "AssertionError" in line]
    return "soak: " + (said[0].split("AssertionError: ")[-1] if said else "hangs")


def verdict(mutation):
    _, _, file, text, replacement, tests, reason = mutation
    scratch = tempfile.mkdtemp(prefix="mutant-")
    try:
        classes, libraries = compile_mutant(file, text, replacement, scratch)
        for test in tests:
            killer = kills(test, classes, libraries, scratch)
            if killer:
                return "killed", killer
        return "**survived**", reason or "no reason known"
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def main():
    names = set(sys.argv[2:])
    rows = []
    start = time.time()
    for mutation in MUTATIONS:
        if names and mutation[0] not in names:
            continue
        result, why = verdict(mutation)
        rows.append((mutation[0], mutation[1], result, why))
        print(f"{time.time() - start:6.0f} s  {mutation[0]}: {result}, {why}", flush=True)
    killed = sum(row[2] == "killed" for row in rows)
    print(f"{killed} of {len(rows)} killed")
    if names:
        return
    with open(os.path.join(ROOT, "verify/mutations.md"), "w") as table:
        table.write("# Mutations\n\nWhat `verify/mutate` last found: each line weakens one order or drops one look, in "
                    "`verify/mutation/mutations.py`.\n" + f"{killed} of {len(rows)} are noticed.\n\n"
                    "| mutation | what is weakened | result | by, or why not |\n|---|---|---|---|\n")
        for row in rows:
            table.write("| " + " | ".join(row) + " |\n")


main()
