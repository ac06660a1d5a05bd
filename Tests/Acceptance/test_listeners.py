"""Where the host listens: IPv4, IPv6, unix sockets, TLS; and what it believes of proxies."""

import re
import signal
import socket
import ssl
import subprocess

import pytest

from harness.certificates import certificate
from harness.host import Host, roost
from harness.http import Connection


def context():
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname = False
    made.verify_mode = ssl.CERT_NONE
    return made


def test_ipv6(roost_host, compile_plugin):
    host = roost_host({"listen": [{"address": "[::1]:0"}]}, plugins={"probe": compile_plugin()})
    assert host.address[0] == "::1"
    assert dict(host.get("/probe/request").lines())["client"] == "::1"


def test_the_socket_of_a_server_that_lives_is_not_taken_over(tmp_path):
    folder = tmp_path / "host"
    folder.mkdir()
    path = folder / "http.sock"
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(path))
        other.listen()
        done = roost("run", "--listen", f"unix:{path}", "--admin", "off", cwd=folder)
        assert done.returncode == 1 and "another program listens there" in done.stderr and "hint" in done.stderr
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(path))


def test_a_unix_socket(roost_host, compile_plugin):
    host = roost_host({"listen": [{"address": "unix:var/http.sock"}]}, start=False)
    host.install(compile_plugin()).start()
    host.address = str(host.folder / "var/http.sock")
    assert dict(host.get("/probe/request").lines())["client"] == "unix"
    host.stop()
    # What a host that was killed leaves behind must not keep the next from starting.
    stale = socket.socket(socket.AF_UNIX)
    (host.folder / "var/http.sock").unlink(missing_ok=True)
    stale.bind(host.address)
    stale.close()
    host.start()
    host.address = str(host.folder / "var/http.sock")
    assert host.get("/probe/mark").text == "one\n"


def test_several_listeners_serve_the_same(roost_host, compile_plugin):
    host = roost_host(
        {"listen": [{"address": "127.0.0.1:0"}, {"address": "unix:var/http.sock"}], "admin": "unix:var/admin.sock"},
        plugins={"probe": compile_plugin()},
    )
    assert host.get("/probe/mark").text == "one\n"
    with Connection(str(host.folder / "var/http.sock")) as connection:
        assert connection.request("GET", "/probe/mark").text == "one\n"
    with Connection(str(host.folder / "var/admin.sock")) as connection:
        assert connection.request("GET", "/livez").status == 200


@pytest.fixture
def secure(tmp_path, compile_plugin):
    host = Host(tmp_path / "tls", {"listen": [{"address": "127.0.0.1:0", "tls": {
        "certificate": "first.pem", "key": "first.key"}}]})  # fmt: skip
    certificate(host.folder, "first", "first.test")
    host.install(compile_plugin()).start()
    yield host
    assert host.stop() == 0


def name_of(host):
    """The common name in the certificate that a new connection is shown."""
    with Connection(host.address, tls=context()) as connection:
        der = connection.socket.getpeercert(binary_form=True)
        found = subprocess.run(
            ["openssl", "x509", "-inform", "DER", "-noout", "-subject"], input=der, capture_output=True, check=True
        )
        assert connection.request("GET", "/probe/mark").text == "one\n"
        return found.stdout.decode().strip()


def test_tls_from_files(secure):
    with Connection(secure.address, tls=context()) as connection:
        assert connection.socket.version() in ("TLSv1.2", "TLSv1.3")
        assert dict(connection.request("GET", "/probe/request").lines())["tls"] == "1"
        body = b"x" * 300_000
        assert connection.request("POST", "/probe/echo", body=body).body == body
    assert "first.test" in name_of(secure)


def test_plain_http_to_a_tls_listener_disturbs_nobody(secure):
    with secure.connect() as connection:
        connection.send("GET /probe/mark HTTP/1.1\r\nHost: a\r\n\r\n")
        assert b"one\n" not in connection.rest()
    assert "first.test" in name_of(secure)


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
def test_old_tls_versions_are_refused(secure):
    old = context()
    # Every library refuses these by default: only asking for them shows that the host does.
    old.set_ciphers("ALL:@SECLEVEL=0")
    old.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    old.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises((ssl.SSLError, ConnectionError)):
        Connection(secure.address, tls=old)


def test_renewed_certificates_are_taken_at_sighup(secure):
    kept = Connection(secure.address, tls=context())
    assert kept.request("GET", "/probe/mark").status == 200
    certificate(secure.folder, "fresh", "second.test")
    for kind in ("pem", "key"):
        (secure.folder / f"fresh.{kind}").rename(secure.folder / f"first.{kind}")
    assert "first.test" in name_of(secure)
    secure.signal(signal.SIGHUP)
    secure.logs.wait(message="read again")
    assert "second.test" in name_of(secure)
    assert kept.request("GET", "/probe/mark").status == 200
    kept.close()


def test_broken_certificates_are_not_taken_at_sighup(secure):
    (secure.folder / "first.pem").write_text("nonsense")
    secure.signal(signal.SIGHUP)
    line = secure.logs.wait(level="error")
    assert "first.pem" in line["message"]
    assert "first.test" in name_of(secure)


@pytest.mark.parametrize("command", ["run", "check"])
@pytest.mark.parametrize("fault, part, words", [
    ("missing", "certificate", "cert.pem: No such file or directory"),
    ("nonsense", "certificate", "cert.pem holds no usable certificate"),
    ("no key", "key", "cert.key: No such file or directory"),
    ("other key", "key", "cert.key does not go with "),
])  # fmt: skip
def test_unusable_certificates_keep_the_host_from_starting(roost_host, fault, part, words, command):
    text = "listen:\n  - address: 127.0.0.1:0\n    tls:\n      certificate: cert.pem\n      key: cert.key\n"
    host = roost_host(text=text, start=False)
    if fault == "nonsense":
        (host.folder / "cert.pem").write_text("nonsense")
        (host.folder / "cert.key").write_text("nonsense")
    if fault == "other key":
        certificate(host.folder, "cert", "a.test")
        certificate(host.folder, "other", "b.test")
        (host.folder / "other.key").rename(host.folder / "cert.key")
    if fault == "no key":
        certificate(host.folder, "cert", "a.test")
        (host.folder / "cert.key").unlink()
    done = host.roost(command)
    assert done.returncode == 78, done.stderr
    line = {"certificate": 4, "key": 5}[part]
    assert re.match(rf"roost\.yaml:{line}:\d+: listen\[0\]\.tls\.{part}: ", done.stderr), done.stderr
    assert words in done.stderr and " — hint: " in done.stderr


@pytest.mark.parametrize("command", ["run", "check"])
def test_a_socket_needs_a_folder(roost_host, command):
    host = roost_host(text="listen:\n  - 127.0.0.1:0\n  - unix:nodir/x.sock\nadmin: unix:nodir/y.sock\n", start=False)
    done = host.roost(command)
    first, second = done.stderr.splitlines()
    assert done.returncode == 78 and re.match(r"roost\.yaml:3:\d+: listen\[1\]: ", first), done.stderr
    assert second.startswith("roost.yaml:4:8: admin: ") and "No such file" in second and "hint: create" in second
    # The host makes these itself.
    host.write_config("listen: [unix:var/x.sock]\nadmin: unix:var/generations/y.sock\n")
    assert host.roost("check").stdout == "ok\n"


@pytest.mark.parametrize("address, words", [
    ("192.0.2.1:0", "Cannot assign requested address — hint: this machine has no such address"),
    ("unix:file", "a file that is no socket lies there — hint: choose another address"),
])  # fmt: skip
def test_an_address_that_cannot_be_listened_on_is_explained(roost_host, address, words):
    host = roost_host(start=False)
    (host.folder / "file").write_text("mine")
    done = host.roost("run", "--listen", address)
    assert done.returncode == 1 and words in done.stderr and "errno" not in done.stderr, done.stderr


# --- Proxies ---


@pytest.fixture(scope="module")
def proxied(module_host, compile_plugin):
    """127.0.0.0/8 and 10.0.0.0/8 are proxies, so this machine is one."""
    trusted = {"proxies": {"trusted": ["127.0.0.0/8", "10.0.0.0/8", "fd00::/8"]}}
    return module_host(trusted, plugins={"probe": compile_plugin()})


@pytest.mark.parametrize("fields, client", [
    ([], "127.0.0.1"),
    (["203.0.113.7"], "203.0.113.7"),
    (["198.51.100.1, 203.0.113.7"], "203.0.113.7"),
    (["198.51.100.1, 203.0.113.7, 10.1.2.3"], "203.0.113.7"),
    (["198.51.100.1", "203.0.113.7, 10.1.2.3", "10.9.9.9"], "203.0.113.7"),
    (["10.1.2.3, 10.4.5.6"], "10.1.2.3"),
    (["203.0.113.7:4711"], "203.0.113.7"),
    (["[2001:db8::7]:4711"], "2001:db8::7"),
    (["2001:db8::7, fd00::1"], "2001:db8::7"),
    (["::ffff:203.0.113.7"], "203.0.113.7"),
    (["198.51.100.1, nonsense"], "127.0.0.1"),
    (["198.51.100.1, nonsense, 10.1.2.3"], "10.1.2.3"),
    (["198.51.100.1, unknown"], "127.0.0.1"),
])  # fmt: skip
def test_the_rightmost_untrusted_address_is_the_client(proxied, fields, client):
    headers = [("X-Forwarded-For", value) for value in fields]
    assert dict(proxied.get("/probe/request", headers=headers).lines())["client"] == client


def test_a_trusted_proxy_tells_scheme_host_and_request_id(proxied):
    answer = proxied.get("/probe/request", headers=[
        ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "shop.example"), ("X-Request-Id", "proxy-1"),
    ])  # fmt: skip
    seen = dict(answer.lines())
    assert (seen["tls"], seen["authority"], seen["request_id"]) == ("1", "shop.example", "proxy-1")
    assert answer["X-Request-Id"] == "proxy-1"


@pytest.mark.parametrize("identifier", ["a b", "a" * 65, "ä", "<x>", ""])
def test_a_strange_request_id_is_replaced(proxied, identifier):
    headers = [("X-Request-Id", identifier.encode().decode("latin-1"))]
    assert proxied.get("/probe/request", headers=headers)["X-Request-Id"] not in (identifier, "")


@pytest.fixture(scope="module")
def direct(module_host, compile_plugin):
    return module_host({"proxies": {"trusted": ["192.0.2.0/24"]}}, plugins={"probe": compile_plugin()})


def test_forwarded_fields_of_anyone_else_are_not_believed(direct):
    answer = direct.get("/probe/request", headers=[
        ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.example"),
        ("X-Request-Id", "evil-1"),
    ])  # fmt: skip
    seen = dict(answer.lines())
    assert (seen["client"], seen["tls"], seen["authority"]) == ("127.0.0.1", "0", "test")
    assert seen["request_id"] != "evil-1"
