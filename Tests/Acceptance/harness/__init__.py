"""What the acceptance tests use to run the host, talk to it and make plugins for it."""
