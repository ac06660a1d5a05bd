"""Compares when the host's cron rules are due with PyPI's croniter, and its time zones with Python's zoneinfo.

ROOST_SCHEDULE_PROBE names the probe: it answers a question a line, see Tests/Tools/ScheduleProbe. ROOST_SCHEDULE_CASES
and ROOST_SCHEDULE_SEED change how many cases are generated, and which.

croniter decides which times of the calendar a rule names. What becomes of them where clocks are changed is worked out
here from zoneinfo, minute by minute, as docs/schedules.md has it: croniter has rules of its own for that.
"""

import datetime
import functools
import os
import random
import subprocess
import zoneinfo
from pathlib import Path

import croniter
import pytest

CASES = int(os.environ.get("ROOST_SCHEDULE_CASES", "3000"))
SEED = int(os.environ.get("ROOST_SCHEDULE_SEED", "20260101"))
FOLDER = Path("/usr/share/zoneinfo")
UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1)
MINUTE = datetime.timedelta(minutes=1)

# Where clocks are changed by an hour, by half of one, by a day, by decree and never.
ZONES = [
    "Europe/Berlin", "Europe/Dublin", "America/New_York", "America/Sao_Paulo", "America/Nuuk", "America/St_Johns",
    "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kwajalein", "Pacific/Chatham", "Asia/Kolkata", "Asia/Gaza",
    "Africa/Casablanca", "Antarctica/Troll", "Asia/Tehran",
]
FIELDS = [
    (0, 59, []), (0, 23, []), (1, 31, []),
    (1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()), (0, 6, "SUN MON TUE WED THU FRI SAT".split()),
]


def ask(lines):
    result = subprocess.run(
        [os.environ["ROOST_SCHEDULE_PROBE"]], input="".join(line + "\n" for line in lines), capture_output=True,
        text=True, timeout=300, check=True,
    )
    answers = result.stdout.splitlines()
    assert len(answers) == len(lines)
    return answers


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def value(self, field):
        low, high, names = FIELDS[field]
        number = self.random.randint(low, high)
        if names and self.random.random() < 0.3:
            return self.random.choice([str, str.lower, str.title])(names[number - low])
        return "7" if field == 4 and number == 0 and self.random.random() < 0.5 else str(number)

    def element(self, field):
        low, high, _ = FIELDS[field]
        kind = self.random.randrange(4)
        if kind == 0:
            first, last = sorted(self.random.sample(range(low, high + 1), 2))
            # croniter takes a full range for a star, which does not restrict.
            if (first, last) == (low, high):
                last -= 1
            step = f"/{self.random.randint(1, 5)}" if self.random.random() < 0.4 else ""
            return f"{first}-{last}{step}"
        return self.value(field)

    def field(self, field):
        kind = self.random.randrange(10)
        if kind < 4:
            return "*"
        if kind == 4:
            return f"*/{self.random.randint(2, max(2, FIELDS[field][1] // 2))}"
        return ",".join(self.element(field) for _ in range(self.random.choice([1, 1, 1, 2, 3])))

    def rule(self):
        while True:
            fields = [self.field(index) for index in range(5)]
            if self.random.random() < 0.05:
                # Days that are rare, or never come.
                fields[2:4] = [str(self.random.randint(29, 31)), self.random.choice(["2", "FEB", "4", "2,4"])]
            # The same for a list that adds up to one.
            if not any(is_full(index, fields[index]) for index in (2, 4)):
                return " ".join(fields)


def is_full(field, text):
    return not text.startswith("*") and expanded(field, text) == frozenset(range(FIELDS[field][0], FIELDS[field][1] + 1))


def expanded(field, text):
    fields = ["*"] * 5
    fields[field] = text
    values = croniter.croniter.expand(" ".join(fields))[0][field]
    return frozenset(range(FIELDS[field][0], FIELDS[field][1] + 1)) if values == ["*"] else frozenset(values)


def iterator(rule, start):
    return croniter.croniter(rule, start, implement_cron_bug=True, max_years_between_matches=50)


def seconds(naive):
    return (naive - EPOCH) // datetime.timedelta(seconds=1)


def test_rules_are_due_when_croniter_says():
    generator = Generator(SEED)
    questions, expected, refused = [], [], 0
    for _ in range(CASES):
        rule = generator.rule()
        start = EPOCH + datetime.timedelta(seconds=generator.random.randint(0, 120 * 366 * 86400))
        times = iterator(rule, start)
        try:
            due = [seconds(times.get_next(datetime.datetime)) * 1000 for _ in range(4)]
            expected.append(" ".join(map(str, due)))
        except croniter.CroniterBadDateError:
            expected.append("refused")
            refused += 1
        questions.append(f"next\tUTC\t{seconds(start) * 1000}\t4\t{rule}")
    answers = ask(questions)
    differences = [
        f"{question!r}: {there} there, {here} here"
        for question, there, here in zip(questions, expected, answers)
        if there != (here.split()[0] if there == "refused" else here)
    ]
    assert not differences, f"{len(differences)} of {CASES}:\n" + "\n".join(differences[:10])
    # Without these the comparison could pass on cases that prove nothing.
    assert refused >= CASES // 300 and len(set(expected)) > CASES * 0.9


def names():
    return sorted(name for name in zoneinfo.available_timezones() if (FOLDER / name).is_file())


def offset(zone, second):
    return int(datetime.datetime.fromtimestamp(second, zoneinfo.ZoneInfo(zone)).utcoffset().total_seconds())


@functools.cache
def changes(zone, first=1970, last=2100):
    """When clocks are changed, in seconds since 1970, found by halving."""
    found, step = [], 86400 * 5
    time, end = ((datetime.datetime(year, 1, 1) - EPOCH) // datetime.timedelta(seconds=1) for year in (first, last))
    before = offset(zone, time)
    while time < end:
        after = offset(zone, time + step)
        if after != before:
            low, high = time, time + step
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset(zone, middle) == before else (low, middle)
            found.append(high)
        time, before = time + step, after
    return found


def test_offsets_are_those_of_zoneinfo():
    generator = random.Random(SEED)
    times = [(zone, generator.randint(-3_000_000_000, 16_000_000_000)) for zone in names() for _ in range(20)]
    times += [(zone, change + near) for zone in ZONES for change in changes(zone) for near in (-1, 0, 1)]
    assert len(times) > 10_000
    answers = ask([f"offset\t{zone}\t{time}" for zone, time in times])
    wrong = [(case, answer) for case, answer in zip(times, answers) if str(offset(*case)) != answer]
    assert not wrong, wrong[:10]


def first_shown(zone, local):
    """When a zone's clocks first show a local time, or the end of the gap that has it; with what it is."""
    info = zoneinfo.ZoneInfo(zone)
    both = [local.replace(tzinfo=info, fold=fold).astimezone(UTC) for fold in (0, 1)]
    shown = [time for time in both if time.astimezone(info).replace(tzinfo=None) == local]
    if shown:
        return seconds(min(shown).replace(tzinfo=None)), "twice" if len(set(shown)) == 2 else "once"
    inside = [seconds(time.replace(tzinfo=None)) for time in both]
    return next(change for change in changes(zone) if min(inside) < change <= max(inside)), "never"


def test_local_times_are_first_shown_when_zoneinfo_says():
    generator = random.Random(SEED)
    cases = []
    for zone in ZONES:
        for change in changes(zone)[:: max(1, len(changes(zone)) // 40)]:
            for _ in range(8):
                second = change + offset(zone, change) + generator.randint(-5400, 5400)
                cases.append((zone, EPOCH + datetime.timedelta(seconds=second)))
    expected = [first_shown(*case) for case in cases]
    answers = ask([f"local\t{zone}\t{seconds(local)}" for zone, local in cases])
    wrong = [(case, there, here) for case, there, here in zip(cases, expected, answers) if str(there[0]) != here]
    assert not wrong, wrong[:10]
    kinds = [kind for _, kind in expected]
    assert all(kinds.count(kind) > 100 for kind in ("once", "twice", "never")), kinds


def named(rule, start, end):
    """The times of the calendar that croniter finds in a stretch, its beginning included."""
    times, found = iterator(rule, start - MINUTE), []
    while (time := times.get_next(datetime.datetime)) < end:
        found.append(time)
    return found


def due(rule, zone, start, end):
    """When a rule is due in a stretch of seconds, the beginning left out and the end not."""
    margin = datetime.timedelta(days=2)
    first, last = (EPOCH + datetime.timedelta(seconds=second) for second in (start, end))
    local = named(rule, first - margin, last + margin)
    if not any(field.startswith("*") for field in rule.split()[:2]):
        return sorted({time for time in (first_shown(zone, at)[0] for at in local) if start < time <= end})
    local, found = set(local), []
    for second in range(start // 60 * 60 + 60, end + 1, 60):
        if EPOCH + datetime.timedelta(seconds=second + offset(zone, second)) in local:
            found.append(second)
    return found


def test_rules_are_due_by_the_clocks_of_a_zone():
    generator = Generator(SEED)
    chance, questions, expected, shifted = generator.random, [], [], 0
    for _ in range(max(100, CASES // 15)):
        zone = chance.choice([zone for zone in ZONES if changes(zone)])
        change = chance.choice(changes(zone))
        # Near the hour of the change, so that it matters; on any day, for at most a few days around it.
        at = EPOCH + datetime.timedelta(seconds=change + offset(zone, change - 1))
        hour = (at.hour + chance.randint(-1, 1)) % 24
        minute = chance.choice(["0", "30", "15,45", "*/10", "*", "7-9", str(chance.randint(0, 59))])
        hours = chance.choice([str(hour), str(hour), f"{hour},{(hour + 2) % 24}", "*", "*/2", "0-23/3"])
        rule = f"{minute} {hours} " + chance.choice(["* * *", f"{at.day} * *", f"* {at.month} *", "* * */2", "*/2 * *"])
        start = change - chance.randint(0, 86400) + chance.choice([0, 0, 5400])
        end = start + 30 * 3600
        times = due(rule, zone, start, end)
        expected.append([time * 1000 for time in times])
        questions.append((zone, rule, start, end))
        shifted += change in times
    answers = ask([f"next\t{zone}\t{start * 1000}\t3000\t{rule}" for zone, rule, start, _ in questions])
    wrong = []
    for (zone, rule, start, end), there, answer in zip(questions, expected, answers):
        here = [int(time) for time in answer.split() if int(time) <= end * 1000]
        if here != there:
            wrong.append(f"{rule} in {zone} from {start}: {there[:8]} there, {here[:8]} here")
    assert not wrong, f"{len(wrong)}:\n" + "\n".join(wrong[:10])
    assert shifted > len(questions) / 10


@pytest.mark.parametrize("rule", ["60 * * * *", "* * * *", "0 0 30 2 *", "a * * * *", "*/0 * * * *", "1- * * * *"])
def test_what_croniter_refuses_is_refused_here_too(rule):
    with pytest.raises(croniter.CroniterError):
        iterator(rule, EPOCH).get_next()
    assert ask([f"next\tUTC\t0\t1\t{rule}"])[0].startswith("refused ")
