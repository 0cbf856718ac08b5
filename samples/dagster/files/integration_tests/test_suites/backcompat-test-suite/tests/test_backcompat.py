"""The suite's assertions, asked of a webserver that runs already."""
import os
import sys

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(__file__)), "webserver_service"))

from launch import Webserver  # noqa: E402

both = [
    pytest.param(None, marks=getattr(pytest.mark, "user-code-latest-release"), id="latest"),
    pytest.param(None, marks=getattr(pytest.mark, "user-code-earliest-release"), id="earliest"),
]
either = pytest.mark.parametrize("user_code", both)
earliest = pytest.mark.parametrize("user_code", both[1:])
latest = pytest.mark.parametrize("user_code", both[:1])


@pytest.fixture
def webserver():
    host = os.environ["BACKCOMPAT_TESTS_WEBSERVER_HOST"]
    port = os.environ["BACKCOMPAT_TESTS_WEBSERVER_PORT"]
    return Webserver("http://%s:%s" % (host, port), os.environ.get("BACKCOMPAT_TESTS_FORM", "job"))


def succeeds(webserver, job, ops=()):
    run = webserver.launch(job, ops=ops)
    status = webserver.wait(run, timeout=120)
    assert status == "SUCCESS", "\n".join(webserver.events(run))
    return webserver.events(run)


@earliest
def test_deployed_pipeline(webserver, user_code):
    succeeds(webserver, "the_pipeline")


@earliest
def test_deployed_pipeline_subset(webserver, user_code):
    events = succeeds(webserver, "the_pipeline", ops=["my_solid"])
    assert not any("ingest" in event for event in events)


@either
def test_deployed_job(webserver, user_code):
    succeeds(webserver, "the_job")


@either
def test_deployed_job_subset(webserver, user_code):
    events = succeeds(webserver, "the_job", ops=["the_op"])
    assert not any("ingest" in event for event in events)


@either
def test_ping_webserver(webserver, user_code):
    succeeds(webserver, "test_graphql")


@either
def test_list_repo_contents(webserver, user_code):
    (jobs,) = webserver.repositories().values()
    assert {"the_job", "test_graphql"} <= set(jobs)
