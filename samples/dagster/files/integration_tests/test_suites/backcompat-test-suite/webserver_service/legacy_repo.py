"""User code before 1.0: pipelines and solids, and the first jobs."""
import json
import os
import urllib.request

from dagster import graph, op, pipeline, repository, sensor, solid


@solid
def my_solid(_context):
    return 5


@solid
def ingest(_context, x):
    return x + 5


@pipeline
def the_pipeline():
    ingest(my_solid())


@op
def the_op():
    return 5


@op
def ingest_op(x):
    return x + 5


@graph
def the_graph():
    ingest_op(the_op())


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


@graph
def ping_graph():
    ping_webserver()


@sensor(pipeline_name="the_pipeline")
def the_sensor(_context):
    """Never asked: it is there to be told of, which took another form in 0.12.11."""


@repository
def test_repo():
    return [
        the_pipeline,
        the_graph.to_job(name="the_job"),
        ping_graph.to_job(name="test_graphql"),
        the_sensor,
    ]
