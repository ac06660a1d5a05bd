"""State on a Redis server: what the host asks of one, and what it makes of its failures."""

import json
import signal

import pytest
from harness.redis import Redis, Sentinel, free_port
from harness.state import ADD, PUT, RETRYABLE, Keeper, commit, item
from harness.certificates import certificate


@pytest.fixture
def server(tmp_path):
    """Makes servers for one test."""
    made = []

    def make(*arguments, kind=Redis, **options):
        made.append(kind(tmp_path / f"redis{len(made)}", *arguments, **options))
        return made[-1]

    yield make
    for one in made:
        one.end()


@pytest.fixture
def keeper(roost_host, compile_plugin):
    def make(redis, **options):
        plugins = {"keeper": compile_plugin("keeper", source="keeper.c")}
        return Keeper(roost_host({"state": {"redis": redis}}, plugins=plugins, **options))

    return make


def refused(host, *words):
    done = host.roost("run")
    assert done.returncode == 1, done.stderr
    assert "roost cannot keep the state of plugins" in done.stderr
    for word in words:
        assert word in done.stderr, done.stderr
    return done.stderr


def condition(host, name):
    answer = host.ask_admin("/readyz", headers=[("Accept", "application/json")])
    return answer.status, json.loads(answer.body)["conditions"].get(name)


def test_while_the_server_is_away_the_host_says_so_and_goes_on_when_it_is_back(server, keeper):
    redis = server()
    kept = keeper({"url": f"unix:{redis.socket}"})
    host = kept.host
    version, _ = kept.commit(item(PUT, b"k", b"v"))
    redis.end()
    host.logs.wait(message="Redis at unix:", level="error")
    status, state = condition(host, "state")
    assert status == 503 and not state["ready"] and "Redis at unix:" in state["reason"]
    assert kept.code("commit", commit(item(PUT, b"k", b"w"))) == RETRYABLE
    redis.start()
    host.logs.wait(message="the state in Redis can be used again")
    assert condition(host, "state") == (200, {"ready": True, "reason": ""})
    assert kept.get(b"k") == [(b"k", b"v", version)]


def test_a_flushed_server_is_left_alone_until_an_operator_accepts_it(server, keeper):
    redis = server()
    kept = keeper({"url": f"unix:{redis.socket}"})
    kept.commit(item(PUT, b"k", b"v"))
    redis.ask("FLUSHALL")
    assert kept.code("commit", commit(item(PUT, b"k", b"w"))) == RETRYABLE
    status, state = condition(kept.host, "state")
    assert status == 503 and "flushed or restored" in state["reason"]
    assert redis.ask("DBSIZE") == "0"
    assert kept.host.stop() == 0
    seen = kept.host.folder / "var/state/redis-seen"
    assert str(seen.name) in refused(kept.host, "flushed or restored", "hint", "remove ")
    assert redis.ask("DBSIZE") == "0"
    seen.unlink()
    kept.host.start()
    assert kept.get(b"k") == [(b"k", b"", 0)]


def test_data_that_went_back_while_the_host_was_down_is_refused(server, keeper):
    redis = server()
    kept = keeper({"url": f"unix:{redis.socket}"})
    kept.commit(item(PUT, b"k", b"v"))
    assert kept.host.stop() == 0
    redis.ask("EVAL", r"redis.call('HSET', KEYS[1], 'v', string.rep('\0', 7) .. '\1')", "1", "roost:entries")
    refused(kept.host, "older than what was committed", "redis-seen")


def test_weaker_durability_is_named_with_what_may_be_lost(server, keeper):
    redis = server("--appendfsync", "everysec")
    host = keeper({"url": f"unix:{redis.socket}"}).host
    host.logs.wait(message="not durable — appendfsync is everysec: up to two seconds", level="warning")
    status, durability = condition(host, "durability")
    assert status == 200 and durability["ready"] and "up to two seconds" in durability["reason"]


def test_what_is_no_server_for_state_is_refused(server, roost_host):
    cluster = server("--cluster-enabled", "yes")
    refused(roost_host({"state": {"redis": {"url": f"unix:{cluster.socket}"}}}, start=False), "Redis Cluster", "hint")
    locked = server("--requirepass", "opensesame")
    for given in [{}, {"password": "wrongpassword"}]:
        host = roost_host({"state": {"redis": {"url": f"unix:{locked.socket}", **given}}}, start=False)
        assert "wrongpassword" not in refused(host, "hint: set user and password of state.redis")
    right = roost_host(
        {"state": {"redis": {"url": f"unix:{locked.socket}"}}}, env={"ROOST_STATE_REDIS_PASSWORD": "opensesame"})
    assert not any("opensesame" in line for line in right.logs.raw)
    shown = right.roost("check", "--settings")
    assert "opensesame" not in shown.stdout and "state.redis.password" in shown.stdout


def test_configuration_that_contradicts_itself_is_refused(roost_host):
    host = roost_host(start=False)
    host.write_config(
        "state:\n  folder: var/state\n  redis:\n    url: redis://user:pass@host\n    ca: x.pem\n    data: 3\n")
    done = host.roost("check")
    assert done.returncode == 78
    assert "pass@" not in done.stderr and "state.redis.url: names a user" in done.stderr
    host.write_config("state:\n  folder: var/state\n  redis:\n    url: redis://a,b:7\n    ca: x.pem\n")
    done = host.roost("check")
    for word in ["state.folder: is the SQLite file's", "state.redis.url: names several servers", "no use without TLS"]:
        assert word in done.stderr, done.stderr


# TLS


@pytest.fixture
def encrypted(server, tmp_path):
    """A server that speaks TLS alone, for localhost."""
    certificate(tmp_path, "redis", "redis")
    port = free_port()
    redis = server(
        "--tls-port", str(port), "--tls-cert-file", str(tmp_path / "redis.pem"), "--tls-key-file",
        str(tmp_path / "redis.key"), "--tls-ca-cert-file", str(tmp_path / "redis.pem"), "--tls-auth-clients", "no")
    redis.tls_port = port
    return redis


def test_state_is_kept_over_tls(encrypted, keeper, tmp_path):
    kept = keeper({"url": f"rediss://localhost:{encrypted.tls_port}", "ca": str(tmp_path / "redis.pem")})
    version, _ = kept.commit(item(PUT, b"k", bytes(500_000)))
    assert kept.get(b"k") == [(b"k", bytes(500_000), version)]


def test_a_server_whose_certificate_does_not_hold_is_refused(encrypted, roost_host, tmp_path):
    certificate(tmp_path, "other", "other")
    ca, other = str(tmp_path / "redis.pem"), str(tmp_path / "other.pem")
    for redis, why in [
        ({"url": f"rediss://localhost:{encrypted.tls_port}", "ca": other}, "CERTIFICATE_VERIFY_FAILED"),
        ({"url": f"rediss://localhost:{encrypted.tls_port}"}, "CERTIFICATE_VERIFY_FAILED"),
        # It is made for localhost.
        ({"url": f"rediss://127.0.0.1:{encrypted.tls_port}", "ca": ca}, "failedToValidateHostname"),
    ]:
        refused(roost_host({"state": {"redis": redis}}, start=False), why, "hint: look at the server's certificate")
    host = roost_host(
        {"state": {"redis": {"url": "rediss://localhost:1", "ca": str(tmp_path / "redis.key")}}}, start=False)
    done = host.roost("check")
    assert done.returncode == 78 and "state.redis.ca" in done.stderr and "no usable certificate" in done.stderr


# Sentinel


def test_the_primary_is_followed_when_a_replica_takes_over(server, keeper):
    primary, replica = server(port=free_port()), server(port=free_port())
    replica.ask("REPLICAOF", "127.0.0.1", str(primary.port))
    replica.until(lambda: "master_link_status:up" in replica.ask("INFO", "replication"))
    sentinel = server("mymaster", primary.port, kind=Sentinel)
    sentinel.until(lambda: "slaves=1" in sentinel.ask("INFO", "sentinel"))
    dead = free_port()
    kept = keeper({"url": f"redis://127.0.0.1:{dead},127.0.0.1:{sentinel.port}", "sentinel": "mymaster"})
    version, _ = kept.commit(item(ADD, b"n", number=1))
    assert primary.ask("WAIT", "1", "5000") == "1"
    primary.until(lambda: replica.ask("HSTRLEN", "roost:entries", "v") == "8")
    primary.process.send_signal(signal.SIGSTOP)
    sentinel.until(lambda: "role:master" in replica.ask("INFO", "replication"))
    # Its answers stopped: the connection breaks, the new primary is asked for.
    kept.code("commit", commit(item(ADD, b"n", number=0)))
    kept.host.logs.wait(message="the state in Redis can be used again")
    assert kept.commit(item(ADD, b"n", number=1))[1] == [2]
    assert replica.ask("HEXISTS", "roost:entries", "e") == "1"
    primary.process.send_signal(signal.SIGCONT)
