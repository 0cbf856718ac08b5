"""Finds the newest run with a tag, and reads what it left."""
import sys

from metaflow import Flow, namespace

namespace(None)
run = next(iter(Flow("BackcompatFlow").runs(sys.argv[1])), None)
if run is None:
    sys.exit("no run has the tag " + sys.argv[1])
if not run.successful:
    sys.exit("{} did not succeed".format(run))
if run.data.message != "hello, world":
    sys.exit("{} left {!r}".format(run, run.data.message))
print(run.pathspec, run.data.message)
