"""Cross-origin answers and static files, for plugins that ask for them."""

import gzip
import os

import pytest

ORIGIN = "https://app.example"
TEXT = b"".join(b"line %d of a text that compresses well\n" % number for number in range(400))


@pytest.fixture(scope="module")
def host(module_host, compile_plugin):
    host = module_host(start=False)
    public = host.plugins / "probe.public"
    (public / "deep").mkdir(parents=True)
    (public / "a.txt").write_bytes(TEXT)
    (public / "picture.png").write_bytes(bytes(range(256)) * 40)
    (public / "deep" / "b.html").write_text("<p>b</p>")
    (public / ".hidden").write_text("hidden")
    (public / "empty.css").write_text("")
    (public / "out.txt").symlink_to(host.folder / "roost.yaml")
    for path in [public, *public.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)
    host.install(compile_plugin()).install(compile_plugin("other", CORS=ORIGIN), "other")
    return host.start()


def test_a_file_is_served_with_what_caches_need(host):
    answer = host.get("/probe/files/a.txt")
    assert answer.status == 200 and answer.body == TEXT
    assert answer["Content-Type"].startswith("text/plain") and answer["ETag"] and answer["Last-Modified"]
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path, kind", [("picture.png", "image/png"), ("deep/b.html", "text/html"),
                                        ("empty.css", "text/css")])  # fmt: skip
def test_types_are_told(host, path, kind):
    assert host.get(f"/probe/files/{path}")["Content-Type"].split(";")[0] == kind


def test_what_the_client_has_is_not_sent_again(host):
    first = host.get("/probe/files/a.txt")
    for condition in [("If-None-Match", first["ETag"]), ("If-None-Match", f'"x", {first["ETag"]}'),
                      ("If-None-Match", "*"), ("If-Modified-Since", first["Last-Modified"])]:  # fmt: skip
        answer = host.get("/probe/files/a.txt", headers=[condition])
        assert answer.status == 304 and answer["ETag"] == first["ETag"], condition
    assert host.get("/probe/files/a.txt", headers=[("If-None-Match", '"other"')]).status == 200


def test_what_the_client_has_must_be_current_when_it_says_so(host):
    first = host.get("/probe/files/a.txt")
    old = "Sun, 06 Nov 1994 08:49:37 GMT"
    for conditions, status in [
        ([("If-Match", first["ETag"])], 200), ([("If-Match", '"x"'), ("If-Match", first["ETag"])], 200),
        ([("If-Match", '"x"'), ("If-None-Match", first["ETag"])], 412),
        ([("If-Unmodified-Since", first["Last-Modified"])], 200), ([("If-Unmodified-Since", old)], 412),
    ]:  # fmt: skip
        assert host.get("/probe/files/a.txt", headers=conditions).status == status, conditions


def test_a_malformed_body_ends_the_connection_behind_the_file(host):
    with host.connect() as connection:
        connection.send("GET /probe/files/a.txt HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
        assert connection.response().body == TEXT
        # Long before a body is late.
        assert connection.is_closed()


def test_the_hosts_own_answers_are_counted(host):
    def counted():
        return [host.metric("roost_http_host_answers_total", **{"class": f"{digit}xx"}) for digit in range(2, 6)]

    before = counted()
    tag = host.get("/probe/files/a.txt")["ETag"]
    host.get("/probe/files/a.txt", headers=[("If-None-Match", tag)])
    host.get("/probe/files/none.txt")
    after = counted()
    assert after[1] == before[1] + 1 and after[2] == before[2] + 1
    # One is the file, another the numbers themselves.
    assert after[0] >= before[0] + 2


def test_a_changed_file_has_another_tag(host):
    path = host.plugins / "probe.public" / "changing.txt"
    path.write_text("one")
    path.chmod(0o644)
    first = host.get("/probe/files/changing.txt")
    path.write_text("two!")
    answer = host.get("/probe/files/changing.txt", headers=[("If-None-Match", first["ETag"])])
    assert answer.status == 200 and answer.text == "two!" and answer["ETag"] != first["ETag"]


@pytest.mark.parametrize("value, status, piece", [
    ("bytes=0-9", 206, TEXT[:10]), ("bytes=10-", 206, TEXT[10:]), ("bytes=-5", 206, TEXT[-5:]),
    ("bytes=0-999999", 206, TEXT), ("bytes=999999-", 416, None), ("lines=1-2", 200, TEXT), ("bytes=5-2", 200, TEXT),
])  # fmt: skip
def test_ranges(host, value, status, piece):
    answer = host.get("/probe/files/a.txt", headers=[("Range", value)])
    assert answer.status == status
    if piece is not None:
        assert answer.body == piece
    if status == 206:
        start = TEXT.rindex(piece)
        assert answer["Content-Range"] == f"bytes {start}-{start + len(piece) - 1}/{len(TEXT)}"
    if status == 416:
        assert answer["Content-Range"] == f"bytes */{len(TEXT)}"


def test_a_range_of_an_older_version_gives_the_whole(host):
    answer = host.get("/probe/files/a.txt", headers=[("Range", "bytes=0-9"), ("If-Range", '"older"')])
    assert answer.status == 200 and answer.body == TEXT


def test_text_is_compressed_when_the_client_can(host):
    answer = host.get("/probe/files/a.txt", headers=[("Accept-Encoding", "br, gzip")])
    assert answer["Content-Encoding"] == "gzip" and gzip.decompress(answer.body) == TEXT
    assert len(answer.body) < len(TEXT) // 4 and "accept-encoding" in answer["Vary"].lower()
    assert answer["ETag"] != host.get("/probe/files/a.txt")["ETag"]
    refused = host.get("/probe/files/a.txt", headers=[("Accept-Encoding", "gzip;q=0")])
    assert refused["Content-Encoding"] is None and refused.body == TEXT
    picture = host.get("/probe/files/picture.png", headers=[("Accept-Encoding", "gzip")])
    assert picture["Content-Encoding"] is None


def test_head_of_a_file(host):
    with host.connect() as connection:
        assert connection.request("HEAD", "/probe/files/a.txt")["Content-Length"] == str(len(TEXT))
        assert connection.request("GET", "/probe/files/deep/b.html").text == "<p>b</p>"


@pytest.mark.parametrize("path", ["nowhere.txt", "deep", "deep/", "out.txt", ".hidden", "a.txt/", "a.txt/b", ""])
def test_what_is_no_public_file_is_not_found(host, path):
    answer = host.get(f"/probe/files/{path}")
    assert answer.status in (403, 404) and b"listen" not in answer.body and b"hidden" not in answer.body


@pytest.mark.parametrize("path", ["..%2f..%2froost.yaml", "%2e%2e/%2e%2e/roost.yaml", "deep/..%2fa.txt",
                                  "a.txt%00", "..%5croost.yaml"])  # fmt: skip
def test_no_path_leads_out_of_the_folder(host, path):
    answer = host.get(f"/probe/files/{path}")
    assert answer.status in (400, 403, 404) and b"listen" not in answer.body


def test_files_are_read_only(host):
    assert host.post("/probe/files/a.txt", b"x").status == 405


def test_a_fifo_in_the_folder_hangs_nobody(host):
    os.mkfifo(host.plugins / "probe.public" / "pipe")
    assert host.get("/probe/files/pipe").status in (403, 404)


def test_a_large_file_to_a_slow_reader_costs_little(host):
    path = host.plugins / "probe.public" / "large.bin"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    path.chmod(0o644)
    before = host.resident_kib()
    readers = [host.connect(receive_buffer=65536) for _ in range(10)]
    for reader in readers:
        reader.send("GET /probe/files/large.bin HTTP/1.1\r\nHost: a\r\n\r\n")
        assert reader.head()[0] == 200
    assert host.get("/probe/mark").text == "one\n"
    assert host.resident_kib() - before < 10 * 2048
    for reader in readers:
        reader.close()


# --- Cross-origin requests ---


def test_an_allowed_origin_may_read_the_answer(host):
    answer = host.get("/other/mark", headers=[("Origin", ORIGIN)])
    assert answer["Access-Control-Allow-Origin"] == ORIGIN and "origin" in answer["Vary"].lower()
    assert answer["Access-Control-Allow-Credentials"] == "true"
    assert answer["Access-Control-Expose-Headers"] == "X-Mark"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ORIGIN + ".evil.example", ORIGIN.upper()])
def test_another_origin_may_not(host, origin):
    answer = host.get("/other/mark", headers=[("Origin", origin)])
    assert answer["Access-Control-Allow-Origin"] is None and "origin" in answer["Vary"].lower()


def test_a_preflight_is_answered_by_the_host(host):
    headers = [("Origin", ORIGIN), ("Access-Control-Request-Method", "PUT"),
               ("Access-Control-Request-Headers", "x-token")]  # fmt: skip
    answer = host.request("OPTIONS", "/other/echo", headers=headers)
    assert answer.status == 204 and answer["Access-Control-Allow-Origin"] == ORIGIN
    assert "PUT" in answer["Access-Control-Allow-Methods"] and answer["Access-Control-Max-Age"] == "600"
    assert "X-Token" in answer["Access-Control-Allow-Headers"]


def test_a_preflight_of_another_origin_allows_nothing(host):
    headers = [("Origin", "https://evil.example"), ("Access-Control-Request-Method", "PUT")]
    answer = host.request("OPTIONS", "/other/echo", headers=headers)
    assert answer.status == 204 and answer["Access-Control-Allow-Origin"] is None
    assert "origin" in answer["Vary"].lower()


def test_a_plugin_without_rules_allows_no_origin(host):
    assert host.get("/probe/mark", headers=[("Origin", ORIGIN)])["Access-Control-Allow-Origin"] is None


def test_errors_of_the_plugin_are_readable_across_origins_too(host):
    answer = host.get("/other/error?code=-2", headers=[("Origin", ORIGIN)])
    assert answer.status == 500 and answer["Access-Control-Allow-Origin"] == ORIGIN
