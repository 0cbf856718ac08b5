"""User code of 1.0 and later: jobs and ops."""
import json
import os
import urllib.request

from dagster import job, op, repository, sensor


@op
def the_op():
    return 5


@op
def ingest(x):
    return x + 5


@job
def the_job():
    ingest(the_op())


@op
def ping_webserver():
    url = "http://%s:%s/graphql" % (
        os.environ["BACKCOMPAT_TESTS_WEBSERVER_HOST"],
        os.environ["BACKCOMPAT_TESTS_WEBSERVER_PORT"],
    )
    body = json.dumps({"query": "{ __typename }"}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.load(response)["data"]["__typename"]


@job
def test_graphql():
    ping_webserver()


@sensor(job=the_job)
def the_sensor(_context):
    """Never asked: it is there to be told of, which took another form in 0.12.11."""


@repository
def test_repo():
    return [the_job, test_graphql, the_sensor]
