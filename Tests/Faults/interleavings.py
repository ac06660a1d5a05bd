"""Kills at random moments: of the host, of redis-server, of both; with and without the power going too."""

import random
import time

from reckoning import Reckoning
from stage import Stage


def interleave(store, rounds, folder, plugins, preload, seed):
    """The faults, one line each, and the book."""
    choose = random.Random(seed)
    stage = Stage(folder, store, plugins, preload)
    try:
        stage.start()
        stage.load.start()
        for number in range(rounds):
            time.sleep(choose.uniform(0.01, 0.25))
            once(stage, choose, number)
        stage.load.stop()
        faults = stage.load.faults + Reckoning(stage).run()
        if stage.end() != 0:
            faults.append(f"the host ended with {stage.host.process.returncode}")
        return faults, stage.book
    except AssertionError as error:
        return [f"{error}"], stage.book
    finally:
        stage.load.abandoned = True
        stage.load.stopping.set()
        stage.end()


def once(stage, choose, number):
    if stage.server and choose.random() < 0.3:
        return stage.restart_server()
    stage.kill()
    fate = {"power": choose.random() < 0.3, "server": choose.random() < 0.3}
    stage.after_death(**fate)
    if number % 10 == 9:
        # Again while it recovers.
        stage.begin()
        time.sleep(choose.uniform(0, 0.06))
        stage.kill()
        stage.after_death(**fate)
    stage.start()
