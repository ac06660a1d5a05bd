"""A Flask webhook that keeps state in Redis, for gunicorn's gthread workers.

Each update reads what is kept for its chat and writes it anew, through redis-py with hiredis' parser, and is answered
once that is written. Arguments come by the environment, which is how gunicorn's own examples do it.
"""

import gc
import hmac
import os

import orjson
import redis
from flask import Flask, Response, request

SECRET = os.environ["BENCH_SECRET"].encode()
app = Flask(__name__)
store = redis.Redis(
    connection_pool=redis.ConnectionPool(
        connection_class=redis.UnixDomainSocketConnection, path=os.environ["BENCH_REDIS"]
    )
)


@app.post(os.environ["BENCH_PATH"])
def update() -> Response:
    given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "").encode()
    if not hmac.compare_digest(given, SECRET):
        return Response(status=403)
    update = orjson.loads(request.get_data(cache=False))
    key = f"chat:{update['message']['chat']['id']}"
    kept = store.get(key)
    count = orjson.loads(kept)["count"] if kept else 0
    store.set(key, orjson.dumps({"count": count + 1, "last": update["update_id"]}))
    return Response(status=200)


@app.get("/bench-state/count/<int:chat>")
def count(chat: int) -> Response:
    kept = store.get(f"chat:{chat}")
    return Response(str(orjson.loads(kept)["count"] if kept else 0), mimetype="text/plain")


gc.collect()
gc.freeze()
gc.set_threshold(50_000, 50, 50)
