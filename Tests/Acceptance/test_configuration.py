"""The configuration: all its errors at once, where each value comes from, and secrets."""

import re

import pytest

from harness.host import roost


def write(folder, text):
    path = folder / "roost.yaml"
    path.write_text(text)
    path.chmod(0o600)


MANY = """\
listen:
  - address: 127.0.0.1:99999
  - adress: 127.0.0.1:80
admin: nowhere
plugins:
  quiet_ms: soon
http:
  max_line_bytes: -1
  max_hedder_bytes: 1
log: {level: loud, format: xml}
bots:
  Demo: {path: /telegram/12345678, secret: a, plugins: [x]}
  demo: {path: /other, secret: "a b", plugins: [x]}
"""
# Line, and what must be named there.
PROBLEMS = [(2, "99999"), (3, "address"), (4, "nowhere"), (6, "quiet_ms"), (8, "max_line_bytes"),
            (9, "max_header_bytes"), (10, "level"), (10, "format"), (12, "Demo"), (13, "path"),
            (13, "secret")]  # fmt: skip


@pytest.mark.parametrize("command", ["run", "check"])
def test_all_configuration_errors_are_told_at_once_with_line_and_hint(tmp_path, command):
    write(tmp_path, MANY)
    done = roost(command, cwd=tmp_path)
    assert done.returncode == 78
    lines = done.stderr.splitlines()
    for number, name in PROBLEMS:
        found = [line for line in lines if re.match(rf"roost\.yaml:{number}:\d+: ", line) and name in line]
        assert found, f"nothing about {name} in line {number}:\n{done.stderr}"
    # Where, what and why in each; a hint wherever the reason does not say what to write.
    assert all(re.match(r"roost\.yaml:\d+:\d+: [\w.\[\]]+: \S+", line) for line in lines)
    assert "did you mean address?" in done.stderr and "did you mean max_header_bytes?" in done.stderr


@pytest.mark.parametrize("text, pattern", [
    ("listen: [", r"roost\.yaml:\d+"), ("a: 1\n\ta: 2\n", r"roost\.yaml:2"), ("- 1\n", r"roost\.yaml:1"),
    ("admin: off\nadmin: off\n", r"roost\.yaml:2.*admin"), ("a: &a [*a]\n", r"roost\.yaml:1"),
    ("lisetn: []\n", "listen"), ("loops: 1.5\n", "loops"), ("drain_seconds: -1\n", "drain_seconds"),
    ("\xff", "roost.yaml"), ("log: {level: info}\n" * 2, r"roost\.yaml:2"),
])  # fmt: skip
def test_a_bad_file_is_refused_with_its_place(tmp_path, text, pattern):
    (tmp_path / "roost.yaml").write_bytes(text.encode("latin-1"))
    (tmp_path / "roost.yaml").chmod(0o600)
    done = roost("check", cwd=tmp_path)
    assert done.returncode == 78 and re.search(pattern, done.stderr), done.stderr
    assert "Fatal" not in done.stderr and done.stdout == ""


def test_a_named_file_that_is_missing_is_an_error_and_an_unnamed_one_is_not(tmp_path):
    done = roost("check", "--config", "nowhere.yaml", cwd=tmp_path)
    assert done.returncode == 78 and "nowhere.yaml" in done.stderr
    (tmp_path / "plugins.d").mkdir()
    assert roost("check", cwd=tmp_path).returncode == 0


def test_a_flag_beats_the_environment_and_the_environment_the_file(tmp_path):
    (tmp_path / "plugins.d").mkdir()
    write(tmp_path, "admin: 127.0.0.1:1111\n")

    def admin(*arguments, env=None):
        done = roost("check", "--settings", *arguments, cwd=tmp_path, env=env)
        assert done.returncode == 0, done.stderr
        return next(line for line in done.stdout.splitlines() if re.match(r"admin\b", line))

    assert "1111" in admin()
    assert "2222" in admin(env={"ROOST_ADMIN": "127.0.0.1:2222"})
    assert "3333" in admin("--admin", "127.0.0.1:3333", env={"ROOST_ADMIN": "127.0.0.1:2222"})


BOT = "bots:\n  demo:\n    path: /telegram/12345678\n    plugins: [probe]\n"


@pytest.mark.parametrize("way", ["file", "secret_file", "variable", "variable file", "credentials"])
def test_a_secret_may_come_in_many_ways_and_is_shown_in_none(roost_host, compile_plugin, way):
    secret = "very-secret-thing"
    text = 'listen: [{address: "127.0.0.1:0"}]\nadmin: "127.0.0.1:0"\nlog: {format: json, level: debug}\n' + BOT
    host = roost_host(start=False, text=text)
    file = host.folder / "bot_demo_secret"
    file.write_text(secret + "\n")
    file.chmod(0o600)
    if way == "file":
        host.write_config(text + f"    secret: {secret}\n")
    if way == "secret_file":
        host.write_config(text + f"    secret_file: {file}\n")
    host.env = {
        "variable": {"ROOST_BOT_DEMO_SECRET": secret}, "variable file": {"ROOST_BOT_DEMO_SECRET_FILE": str(file)},
        "credentials": {"CREDENTIALS_DIRECTORY": str(host.folder)},
    }.get(way, {})  # fmt: skip
    host.install(compile_plugin())
    shown = host.roost("check", "--settings", env=host.env)
    assert shown.returncode == 0 and secret not in shown.stdout + shown.stderr
    host.start()
    update = b'{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"/start"}}'
    answer = host.post("/telegram/12345678", update, headers=[("X-Telegram-Bot-Api-Secret-Token", secret)])
    assert answer.status == 200 and b"start:demo" in answer.body
    assert host.post("/telegram/12345678", update).status == 401
    assert not [line for line in host.logs.raw if secret in line]


def test_a_bot_without_a_secret_is_refused(tmp_path):
    write(tmp_path, BOT)
    done = roost("check", cwd=tmp_path)
    assert done.returncode == 78 and "secret" in done.stderr
