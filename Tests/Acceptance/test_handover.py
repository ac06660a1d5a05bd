"""State that one generation exports is taken over by the next, or the next is refused."""

OLD = {"handover": "exclusive", "state": {"writes": 1, "reads": [1]}}
NEW = {"version": "2.0.0", "state": {"writes": 1, "reads": [1]}}


def test_exported_state_is_taken_over_also_where_the_new_one_does_not_ask_for_exclusiveness(roost_host, compile_plugin):
    host = roost_host(plugins={"probe": compile_plugin(STATE=True, manifest=OLD)})
    counted = [host.get("/probe/count").text for _ in range(3)]
    host.install(compile_plugin(STATE=True, MARK="two", manifest=NEW))
    host.serving(count=2)
    assert host.get("/probe/mark").text == "two\n"
    assert int(host.get("/probe/count").text.split()[0]) == int(counted[-1].split()[0]) + 1


def test_a_new_one_that_cannot_take_exported_state_over_is_refused(roost_host, compile_plugin):
    host = roost_host(plugins={"probe": compile_plugin(STATE=True, manifest=OLD)})
    host.get("/probe/count")
    host.install(compile_plugin(MARK="two", manifest=NEW))
    line = host.refusal()
    assert "import_state" in line and "serves on" in line
    assert host.get("/probe/mark").text == "one\n" and int(host.get("/probe/count").text.split()[0]) == 2
