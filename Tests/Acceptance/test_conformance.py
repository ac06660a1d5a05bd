"""The conformance suite: it passes sound plugins, and each of its checks fails a plugin that is broken that way."""

import json
import os
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from harness.host import binary, environment, roost
from harness.plugins import ROOT, built, example

BROKEN = Path(__file__).resolve().parents[1] / "Conformance/broken"
MODES = ("worker", "inline")
STATE = {"handover": "exclusive", "state": {"writes": 1, "reads": [1]}}

# What is broken: the check that must find it, and words of what it says, where need be in each mode.
FINDINGS = {
    "no_entry": ("file/inspection", "entry"),
    "start_hangs": ("lifecycle/full", "start did not finish in time"),
    "start_fails": ("lifecycle/full", "start failed"),
    "configure_crashes": ("lifecycle/full", "died"),
    "destroy_crashes": ("lifecycle/full", "died"),
    "destroy_after_create": ("lifecycle/create-destroy", "died"),
    "stop_after_create": ("lifecycle/stop-after-create", "died"),
    "stop_after_configure": ("lifecycle/stop-after-configure", "died"),
    "stop_without_drain": ("lifecycle/stop-without-drain", "died"),
    "start_without_configure": ("lifecycle/start-without-configure", "died"),
    "resume_once": ("lifecycle/drain-resume", "resume failed"),
    "resume_deaf": ("lifecycle/drain-resume", "not answered in time"),
    "registers_late": ("lifecycle/registrations", "outside of start"),
    "registers_early": ("lifecycle/registrations", "outside of start"),
    "shares_a_file": ("lifecycle/side-by-side", "start failed"),
    "export_fails": ("state/export", "export_state failed"),
    "import_refuses": ("state/import", "import_state failed"),
    "import_forgets": ("state/import", "state was lost"),
    "import_trusts": ("state/garbage", "died"),
    "no_way_back": ("handover/there-and-back", "died"),
    "no_resume_after_export": ("handover/given-up", "resume failed"),
    "head_unanswered": ("http/methods", "not answered in time"),
    "header_overflow": ("http/headers", "died"),
    "parameter_format": ("http/parameters", "died"),
    "query_index": ("http/queries", "died"),
    "body_assumed": ("http/bodies", "died"),
    "body_deep": ("http/bodies", "died"),
    "ordered_once": ("http/again", "died"),
    "update_kind": ("updates/kinds", "died"),
    "update_user": ("updates/malformed", "died"),
    "update_reply": ("updates/malformed", "no Bot API call"),
    "run_age": ("schedules/runs", "died"),
    "service_body": ("services/bodies", "died"),
    "service_answer": ("services/answers", "is too large"),
    "late": ("completion/in-time", "not answered in time"),
    "twice": ("completion/once", "completed twice"),
    "never": ("completion/always", "never completed"),
    "not_reentrant": ("concurrency/one-route", "died"),
    "mixed_up": ("concurrency/all-routes", "died"),
    "cancel_forgotten": ("cancellation/requester-leaves", "never completed"),
    "deadline_forgotten": ("cancellation/deadline", "never completed"),
    "drain_drops": ("drain/events-in-hand", "not answered in time"),
    "stream_goes_on": ("drain/streams", "did not end"),
    "no_http": ("extensions/without-http", "died"),
    "no_updates": ("extensions/without-updates", "died"),
    "no_metrics": ("extensions/without-metrics", "died"),
    "no_state": ("extensions/without-state", "died"),
    "no_events": ("extensions/without-events", "died"),
    "no_secrets": ("extensions/without-secrets", "died"),
    "no_fetch": ("extensions/without-fetch", "died"),
    "no_telegram": ("extensions/without-telegram", "died"),
    "no_files": ("extensions/without-files", "died"),
    "no_schedule": ("extensions/without-schedule", "died"),
    "no_services": ("extensions/without-services", "died"),
    "leaks_ticket": ("leaks/tickets", "never completed"),
    "leaks_timers": ("leaks/timers", "timers are left"),
    "leaks_memory": ("leaks/memory", "memory grows"),
    "leaks_descriptors": ("leaks/descriptors", "descriptors are left"),
    "leaks_thread": ("leaks/threads", "threads are left"),
    "exits": ("http/methods", "died"),
    "loops": ("http/methods", {"worker": "died", "inline": "not answered in time"}),
}
# The same for those in Swift.
SWIFT = {
    "Traps": ("http/parameters", "died"),
    "Forgets": ("completion/always", "never completed"),
    "Keeps": ("leaks/memory", "memory grows"),
    "Outlives": ("leaks/threads", "threads are left"),
    "Trusts": ("state/garbage", "died"),
}
# Broken in more than one way at once.
ALSO = {"extensions/none": "no_http"}
# In plugins that do hand over, as all of these but the following do.
WITHOUT_STATE = {"shares_a_file"}


def check(file, folder, *arguments, mode="worker", patience=2):
    """Runs the suite; the exit code, and the report."""
    report, junit = folder / "report.json", folder / "report.xml"
    done = subprocess.run(
        [binary(), "check", str(file), "--json", str(report), "--junit", str(junit), "--patience", str(patience),
         "--seed", "7", *(["--inline"] if mode == "inline" else []), *arguments],
        cwd=folder, env=environment(), capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert report.exists(), f"exit code {done.returncode}\n{done.stdout}{done.stderr}"
    return done, json.loads(report.read_text()), ElementTree.parse(junit).getroot()


def explained(report):
    return json.dumps([entry for entry in report["checks"] if entry["outcome"] == "failed"], indent=1)


@pytest.fixture(scope="session")
def broken(compile_plugin):
    """Compiles a plugin of Tests/Conformance/broken."""

    def compiled(name):
        manifest = {} if name in WITHOUT_STATE else STATE
        return compile_plugin("broken", source=BROKEN / f"{name}.c", manifest=manifest, flags=[f"-I{BROKEN}"])

    return compiled


def listed():
    done = subprocess.run([binary(), "check", "--list"], env=environment(), capture_output=True, text=True)
    return [line.split()[0] for line in done.stdout.splitlines()]


def test_every_check_has_a_plugin_that_fails_it():
    proven = {finding[0] for finding in FINDINGS.values()} | set(ALSO) | {"file/configuration"}
    assert proven == set(listed())
    assert {path.stem for path in BROKEN.glob("*.c")} == set(FINDINGS) | {"sound"}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", FINDINGS)
def test_a_broken_plugin_fails(tmp_path, broken, name, mode):
    wanted, words = FINDINGS[name]
    words = words[mode] if isinstance(words, dict) else words
    done, report, junit = check(broken(name), tmp_path, "--filter", wanted, mode=mode)
    entry = next(entry for entry in report["checks"] if entry["name"] == wanted)
    assert done.returncode == 1 and report["passed"] is False, done.stdout
    assert entry["outcome"] == "failed" and words in entry["what"], done.stdout
    assert entry["why"] and entry["hint"] and f"FAIL  {wanted}" in done.stdout
    failure = junit.find(f".//testcase[@name='{wanted}']/failure")
    assert failure is not None and failure.get("message") == entry["what"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", SWIFT)
def test_a_broken_swift_plugin_fails(tmp_path, name, mode):
    wanted, words = SWIFT[name]
    file = built(name, "broken")
    done, report, _ = check(file, tmp_path, "--filter", wanted, mode=mode)
    assert done.returncode == 1, done.stdout
    assert report["checks"][-1]["outcome"] == "failed" and words in report["checks"][-1]["what"], done.stdout


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("wanted", ALSO)
def test_a_plugin_broken_that_way_fails_this_too(tmp_path, broken, wanted, mode):
    done, report, _ = check(broken(ALSO[wanted]), tmp_path, "--filter", wanted, mode=mode)
    assert done.returncode == 1 and report["checks"][-1]["outcome"] == "failed"


@pytest.mark.parametrize("mode", MODES)
def test_a_sound_plugin_passes_every_check(tmp_path, broken, mode):
    done, report, _ = check(broken("sound"), tmp_path, mode=mode, patience=5)
    assert done.returncode == 0, explained(report)
    assert [entry["name"] for entry in report["checks"]] == listed()
    assert {entry["outcome"] for entry in report["checks"]} == {"passed"}


def subjects(compile_plugin):
    folder = example("hello-c", "hello.c").parent
    manifest = json.loads((folder / "plugin.json").read_text())
    return {
        "hello": lambda: built("hello"),
        "counter": lambda: built("counter"),
        "hello-c": lambda: compile_plugin("hello-c", source=folder / "hello.c", manifest=manifest),
        "probe": lambda: compile_plugin(WELL_BEHAVED=True),
        "probe-with-state": lambda: compile_plugin(WELL_BEHAVED=True, STATE=True, manifest=STATE),
    }


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["hello", "counter", "hello-c", "probe", "probe-with-state"])
def test_what_the_project_ships_passes(tmp_path, compile_plugin, name, mode):
    done, report, _ = check(subjects(compile_plugin)[name](), tmp_path, mode=mode, patience=5)
    assert done.returncode == 0, explained(report)
    assert report["counts"]["failed"] == 0 and report["counts"]["passed"] >= 30


# --- Reports ---


def test_the_reports_agree(tmp_path, broken):
    done, report, junit = check(broken("twice"), tmp_path, "--filter", "completion")
    names = [entry["name"] for entry in report["checks"]]
    assert report["format"] == 1 and report["mode"] == "worker" and report["seed"] == "7"
    assert (report["id"], report["version"]) == ("broken", "1.0.0") and report["file"].endswith(".so")
    outcomes = [entry["outcome"] for entry in report["checks"]]
    assert report["counts"] == {kind: outcomes.count(kind) for kind in ("passed", "failed", "skipped")}
    suite = junit.find("testsuite")
    cases = suite.findall("testcase")
    assert [case.get("name") for case in cases] == names and int(suite.get("tests")) == len(names)
    assert int(suite.get("failures")) == len(suite.findall("testcase/failure")) == report["counts"]["failed"]
    assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped")) == report["counts"]["skipped"]
    assert all(float(case.get("time")) >= 0 for case in cases)
    assert suite.find("properties/property[@name='seed']").get("value") == "7"


def test_what_cannot_be_asked_is_skipped_and_says_why(tmp_path, compile_plugin):
    _, report, junit = check(subjects(compile_plugin)["hello-c"](), tmp_path, "--filter", "state/")
    skipped = [entry for entry in report["checks"] if entry["name"].startswith("state/")]
    assert len(skipped) == 3 and all(entry["outcome"] == "skipped" and entry["because"] for entry in skipped)
    assert len(junit.findall(".//skipped[@message]")) == 3


def test_what_does_not_start_is_not_asked_for_more(tmp_path, broken):
    done, report, _ = check(broken("start_fails"), tmp_path)
    assert done.returncode == 1
    assert report["counts"]["failed"] == 1 and report["counts"]["skipped"] >= 20
    failed = next(entry for entry in report["checks"] if entry["outcome"] == "failed")
    assert "the tide is out" in failed["why"]


def test_a_seed_reproduces(tmp_path, broken):
    first, report, _ = check(broken("header_overflow"), tmp_path, "--filter", "http/headers")
    again, other, _ = check(broken("header_overflow"), tmp_path, "--filter", "http/headers")
    assert report["checks"][-1]["what"] == other["checks"][-1]["what"]


def test_a_configuration_is_needed_and_can_be_given(tmp_path, compile_plugin):
    schema = {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}
    plugin = compile_plugin(WELL_BEHAVED=True, manifest={"configuration": schema})
    done, report, _ = check(plugin, tmp_path, "--filter", "lifecycle/full")
    assert done.returncode == 1
    assert [entry["outcome"] for entry in report["checks"]] == ["passed", "failed"]
    assert report["checks"][1]["name"] == "file/configuration" and "--config" in report["checks"][1]["hint"]
    for text, code in (("config: {n: one}\n", 1), ("config: {n: 1}\n", 0)):
        (tmp_path / "probe.yaml").write_text(text)
        (tmp_path / "probe.yaml").chmod(0o644)
        for mode in MODES:
            done, _, _ = check(plugin, tmp_path, "--filter", "lifecycle/full", "--config", "probe.yaml", mode=mode)
            assert done.returncode == code, done.stdout


def test_nothing_is_left_behind(tmp_path, broken):
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    for mode in MODES:
        arguments = [binary(), "check", str(broken("twice")), "--filter", "completion", "--patience", "2"]
        subprocess.run(
            arguments + (["--inline"] if mode == "inline" else []), cwd=tmp_path,
            env={**environment(), "TMPDIR": str(temporary)}, capture_output=True,
        )  # fmt: skip
    assert os.listdir(temporary) == []


def test_a_filter_that_matches_no_check_is_refused(tmp_path, broken):
    done = roost("check", broken("sound"), "--filter", "lifecicle", cwd=tmp_path)
    assert done.returncode == 64 and "did you mean lifecycle?" in done.stderr and done.stdout == ""


@pytest.mark.parametrize("option", ["--json", "--junit"])
def test_a_report_that_cannot_be_written_is_told_before_the_first_check(tmp_path, broken, option):
    done = roost("check", broken("sound"), option, "nowhere/report", cwd=tmp_path)
    assert done.returncode == 1 and "nowhere/report" in done.stderr and done.stdout == ""


def test_the_columns_are_as_wide_as_the_longest_name(tmp_path):
    lines = roost("check", "--list", cwd=tmp_path).stdout.splitlines()
    width = max(len(name) for name in listed()) + 2
    assert all(line[width - 2 : width] == "  " and line[width] != " " for line in lines)


@pytest.mark.parametrize("arguments", [["--inline"], ["--json", "x"], ["--filter", "x"], ["x.so", "--patience", "0"],
                                       ["x.so", "--seed", "-1"]])  # fmt: skip
def test_wrong_usage_exits_with_64(tmp_path, arguments):
    done = subprocess.run([binary(), "check", *arguments], cwd=tmp_path, env=environment(), capture_output=True)
    assert done.returncode == 64


def test_the_page_names_every_check():
    page = (ROOT / "docs/conformance.md").read_text()
    assert [name for name in listed() if f"`{name}`" not in page] == []
