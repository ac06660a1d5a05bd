"""A hostile plugin in a worker of a host without rights: what it tries is refused, and said in the log.

Each attempt is made three times: with all that this kernel's Landlock can do, as on a kernel with Landlock 2
(Debian 12), and, where that does no harm, without a sandbox, where it must succeed: a test that cannot fail proves
nothing.
"""

import re
from pathlib import Path

import pytest

from harness import sandbox

kept_in = pytest.fixture(**sandbox.VERSIONS)(sandbox.staged("in", sandbox.kept_in))
let_out = pytest.fixture(scope="module")(sandbox.staged("out", lambda request: {"sandbox": "off"}))


class Case:
    """An attempt, its words, what the log says of it (None: the kernel refuses without asking the host), and whether
    it succeeds without a sandbox (None: not tried, for it would do harm or takes more rights)."""

    def __init__(self, name, words="", *, log="", open=True):
        self.name, self.words, self.log, self.open = name, words, log, open

    def __str__(self):
        words = "root" if self.words == "/" else self.words.replace("..", "up")
        return "-".join([self.name, *re.findall(r"\w+", words)])


def opening(name, path, **more):
    """The log names the file, wherever its folder is."""
    end = Path(path).name
    known = "" if "{" in end or end == ".." else re.escape(end)
    return Case(name, path, log=f"the sandbox refused opening /.*{known}$", **more)


def call(name, words="", *, logged=None, open=None):
    return Case(name, words, log=f"the sandbox refused {logged or name}", open=open)


FILES = [
    opening("read", "{other}/file"),
    opening("write", "{other}/file"),
    opening("create", "{other}/new"),
    opening("list", "{other}"),
    opening("read", "../other/file"),
    opening("read", "{own}/../other/file"),
    opening("list", ".."),
    opening("read", "{folder}/roost.yaml"),
    opening("write", "{folder}/roost.yaml"),
    opening("open_truncate", "{folder}/roost.yaml", open=None),
    opening("open_mode_3", "{folder}/roost.yaml"),
    opening("list", "{folder}/plugins.d"),
    opening("read", "{folder}/plugins.d/other.so"),
    opening("write", "{folder}/plugins.d/hostile.so"),
    opening("create", "{folder}/plugins.d/evil.so"),
    opening("list", "{folder}/var/generations"),
    opening("list", "{folder}/var/state"),
    opening("read", "{folder}/var/state/state.db"),
    opening("write", "{folder}/var/state/state.db-wal"),
    opening("read", "{copy}"),
    opening("list", "/"),
    opening("list", "/tmp"),
    opening("list", "/proc"),
    opening("list", "/proc/self/fd"),
    opening("read", "/etc/passwd"),
    opening("read", "/proc/{host}/environ"),
    opening("read", "/proc/{host}/maps"),
    opening("read", "/proc/{host}/cmdline"),
    opening("write", "/proc/{host}/mem"),
    opening("write", "/proc/{worker}/mem"),
    opening("read", "/proc/{worker}/maps"),
    opening("write", "/proc/self/mem"),
    opening("write", "/proc/self/oom_score_adj"),
    opening("read", "/proc/1/cmdline"),
    opening("read", "/proc/self/environ", open=None),
    opening("write", "/proc/self/maps", open=None),
    opening("write", "/proc/sys/vm/overcommit_memory", open=None),
    opening("read", "/proc/sys/vm/swappiness"),
    opening("read", "/sys/kernel/mm/transparent_hugepage/enabled", open=None),
]
# A link in its own folder leads out of it.
LINKS = [
    Case("read", "link", log="the sandbox refused opening /.*/link, which is /.*/other/file$"),
    Case("write", "link", log="the sandbox refused opening /.*/link, which is /.*/other/file$"),
    Case("read", "folder-link/file", log="the sandbox refused opening /.*/folder-link/file, which is /.*/other/file$"),
    Case("create", "folder-link/new", log="the sandbox refused opening /.*/folder-link/new, which is /.*/other/new$"),
    Case("mkdir", "folder-link/new", log="the sandbox refused mkdir of /.*/folder-link/new, which is /.*/other/new$"),
]
CHANGES = [
    call("link", "{other}/file {own}/stolen", logged="link of /.*/other/file to /.*/stolen$", open=True),
    call("rename", "{other}/file {own}/stolen", logged="rename of /.*/other/file to /.*/stolen$"),
    call("rename", "{own}/file {other}/planted", logged="rename of /.*/file to /.*/other/planted$"),
    call("unlink", "{other}/file", logged="unlink of /.*/other/file$"),
    call("unlink", "{folder}/plugins.d/other.so", logged="unlink of /.*/other.so$"),
    call("mkdir", "{other}/folder", logged="mkdir of /.*/other/folder$", open=True),
    call("mkdir", "{folder}/plugins.d/folder", logged="mkdir of /.*/plugins.d/folder$", open=True),
]
# No such call for a worker; what it falls back to is looked at.
SILENT = [Case("openat2", "{other}/file", log=None)]
BY_PATH = [
    call("truncate", "{other}/file 17", open=True),
    call("symlink", "{other}/file {own}/stolen-link", open=True),
    call("fifo", "{own}/fifo", logged="mknod", open=True),
    call("chmod", "{folder}/roost.yaml 0600", open=True),
    call("chmod", "{own}/file 04755", open=None),
    call("fchmod", "{own}/file 0600", open=True),
    # What may be read may not be opened so that no right is asked for, nor emptied by who only reads.
    Case("open_mode_3", "/dev/null", log="the sandbox refused open"),
    Case("open_truncate", "/dev/null", log="the sandbox refused open"),
    Case("write", "/dev/null", log="the sandbox refused opening /dev/null to write$"),
]
MEMORY = [
    call("map_shared", logged="mmap", open=True),
    call("map_growing", logged="mmap", open=True),
    Case("map_zero", log="the sandbox refused opening /dev/zero"),
    call("move_stack", logged="mremap", open=True),
]
NETWORK = [
    call("tcp", "{port}", logged="socket", open=True),
    call("udp", "{port}", logged="socket", open=True),
    call("unix", "{control}", logged="socket", open=True),
    call("listen", logged="socket", open=True),
    call("netlink", logged="socket", open=True),
    call("datagram_pair", logged="socketpair", open=True),
    call("connect_own", "{control}", logged="connect to unix:/", open=True),
    call("bind_own", logged="bind to unix:own.sock", open=True),
]
PROCESSES = [
    call("fork", logged="clone|fork", open=True),
    call("posix_spawn", logged="clone|fork", open=True),
    call("system", logged="clone|fork", open=True),
    call("execve", logged="execve of /bin/true"),
    call("execveat", logged="execveat of /bin/true"),
    call("clone_process", logged="clone", open=True),
    call("clone_user_namespace", logged="clone"),
    call("ptrace", "{host}", open=True),
    call("ptrace", "{worker}", open=True),
    call("read_memory", "{host} {stack}", logged="process_vm_readv"),
    call("write_memory", "{host} {stack}", logged="process_vm_writev", open=True),
    call("kill", "{host} 0", open=True),
    call("kill", "{worker} 0", open=True),
    call("kill", "{host} 9"),
    call("kill", "{worker} 9"),
    call("kill", "0 0", open=True),
    call("kill", "-1 9"),
    call("tgkill", "{host} 0", open=True),
    call("tgkill", "{worker} 9"),
    call("sigqueue", "{host} 0", logged="rt_sigqueueinfo", open=True),
    call("pidfd", "{host}", logged="pidfd_open", open=True),
    call("signal_by_owner", "{host}", logged="fcntl", open=True),
    call("raise_limit", logged="prlimit64|setrlimit", open=True),
    call("limit_host", "{host}", logged="prlimit64", open=True),
    call("setuid"),
    call("setgid"),
    call("setresuid"),
    call("setgroups"),
    call("dumpable", logged="prctl", open=True),
    call("keep_living", logged="prctl"),
    call("subreaper", logged="prctl", open=True),
    call("terminal", logged="ioctl"),
]
CALLS = [
    call("io_uring_setup"),
    call("memfd_create", open=True),
    call("unshare"),
    call("setns"),
    call("chroot"),
    call("mount"),
    call("bpf"),
    call("perf_event_open"),
    call("userfaultfd"),
    call("keyctl"),
    call("add_key"),
    call("inotify_init1", open=True),
    call("fanotify_init"),
    call("seccomp"),
    call("landlock_create_ruleset", open=True),
    call("setsid"),
    call("shmget"),
    call("msgget"),
    call("semget"),
    call("personality", open=True),
    call("syslog"),
    call("sethostname"),
    call("kcmp"),
    call("process_madvise"),
    call("open_by_handle_at"),
    call("name_to_handle_at"),
    call("sched_setscheduler"),
    call("mlockall"),
]
CASES = FILES + LINKS + CHANGES + SILENT + BY_PATH + MEMORY + NETWORK + PROCESSES + CALLS


SECURITY = Path(__file__).parents[2] / "SECURITY.md"


def test_the_table_of_attempts_lists_each_of_them_and_no_others():
    """What SECURITY.md says is tested is, and the other way round."""
    table = SECURITY.read_text().split("| attempt |")[1].split("\n\n")[0]
    named = re.findall(r"`([^`]+)`", " ".join(row.split("|")[3] for row in table.splitlines()[2:]))
    cases = [name for name in named if not name.startswith(("test_", "make ", "Tests/"))]
    assert sorted(cases) == sorted(map(str, CASES))
    sources = "".join(file.read_text() for file in Path(__file__).parent.glob("test_*.py"))
    for name in named:
        assert not name.startswith("test_") or f"def {name}(" in sources, name


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_attempt_is_refused_and_logged(kept_in, case):
    told = kept_in.attempt(case.name, case.words)
    assert re.match(r"refused (E|status)", told), told
    if case.log is not None:
        kept_in.logged(case.log)
    assert kept_in.host.process.poll() is None
    assert kept_in.host.get("/other/mark").text == "other\n"


@pytest.mark.parametrize("case", [case for case in CASES if case.open], ids=str)
def test_without_a_sandbox_it_succeeds(let_out, case):
    told = let_out.attempt(case.name, case.words)
    assert told.startswith("done"), told
    for stolen in ("stolen", "stolen-link"):
        (let_out.host.data("hostile") / stolen).unlink(missing_ok=True)


def test_what_is_its_own_it_may_use(kept_in):
    assert kept_in.attempt("read", "file") == "done the file of hostile"
    assert kept_in.attempt("read", "{own}/../hostile/./file") == "done the file of hostile"
    for name, words in [("write", "file"), ("create", "new"), ("list", "."), ("mkdir", "folder"),
                        ("link", "file {own}/linked"), ("unlink", "linked"), ("unlink", "own-link"),
                        ("rename", "file {own}/renamed"), ("rename", "{own}/renamed file"),
                        ("list", "/usr/lib"), ("read", "/proc/self/maps"), ("read", "/proc/self/stat"),
                        ("read", "/sys/devices/system/cpu/online"), ("read", "/sys/devices/system/cpu/possible"),
                        ("read", "/proc/sys/vm/overcommit_memory"), ("shrink_heap", "")]:  # fmt: skip
        assert kept_in.attempt(name, words).startswith("done"), (name, words)
    assert not [line for line in kept_in.host.logs.raw[kept_in.since :] if "the sandbox refused" in line]


def test_that_a_file_is_there_can_be_seen_and_no_more(kept_in):
    """Landlock does not rule over stat: SECURITY.md says so."""
    assert kept_in.attempt("stat", "{other}/file") == "done 17 bytes"
    assert kept_in.attempt("read", "{other}/file").startswith("refused")


def test_nothing_of_the_other_was_touched(kept_in):
    other, folder = kept_in.places["other"], kept_in.host.folder
    # Its constructor writes "executed".
    assert sorted(path.name for path in other.iterdir()) == ["executed", "file"]
    assert (other / "file").read_text() == "the file of other"
    assert "stolen" not in {path.name for path in kept_in.places["own"].iterdir()}
    assert sorted(path.name for path in (folder / "plugins.d").iterdir()) == ["hostile.so", "other.so"]
    assert sandbox.WRITTEN in (folder / "roost.yaml").read_text()
