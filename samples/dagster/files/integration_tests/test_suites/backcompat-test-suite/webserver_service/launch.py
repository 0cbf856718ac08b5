"""Launches a job by GraphQL, says what happens, and waits for the end. Needs only Python."""
import argparse
import json
import sys
import time
import urllib.error
import urllib.request

OVER = ("SUCCESS", "FAILURE", "CANCELED")


class GraphQLError(Exception):
    """What the webserver says of a query."""


class Webserver:
    def __init__(self, url, form="job"):
        self.url = url
        self.form = form

    def query(self, document, **variables):
        body = json.dumps({"query": document, "variables": variables}).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self.url + "/graphql", body, headers)
        try:
            with urllib.request.urlopen(request) as response:
                answer = json.load(response)
        except urllib.error.HTTPError as refused:
            raise GraphQLError("%s: %s" % (refused, refused.read().decode())) from None
        if answer.get("errors"):
            raise GraphQLError(json.dumps(answer["errors"]))
        return answer["data"]

    def repositories(self):
        """By location and name, what can be launched there; a location that can't be loaded raises what it says."""
        answer = self.query(LOCATIONS)["workspaceOrError"]
        found = {}
        for entry in answer.get("locationEntries", [{"name": "workspace", "loaded": answer}]):
            loaded = entry["loaded"] or {}
            if "repositories" not in loaded:
                raise Exception("%s: %s" % (entry["name"], loaded.get("message", "still loading")))
            for repository in loaded["repositories"]:
                jobs = [one["name"] for one in repository["pipelines"]]
                found[entry["name"], repository["name"]] = jobs
        return found

    def launch(self, job, run_config=None, ops=(), tags=()):
        """The id of the run."""
        found = [where for where, jobs in self.repositories().items() if job in jobs]
        if not found:
            raise Exception("There is no job %s in %s" % (job, self.repositories()))
        location, repository = found[0]
        selector = {
            "repositoryLocationName": location,
            "repositoryName": repository,
            "pipelineName" if self.form == "pipeline" else "jobName": job,
            "solidSelection": list(ops) or None,
        }
        params = {
            "selector": selector,
            "runConfigData": run_config or {},
            "mode": "default",
            "executionMetadata": {"tags": [{"key": key, "value": value} for key, value in tags]},
        }
        document = LAUNCH_PIPELINE if self.form == "pipeline" else LAUNCH_JOB
        launched = self.query(document, params=params)["launched"]
        if "run" not in launched:
            raise Exception(json.dumps(launched))
        return launched["run"]["runId"]

    def status(self, run):
        return self.query(STATUS, run=run)["run"].get("status", "NOT FOUND")

    def wait(self, run, timeout, on_status=lambda status: None):
        """The status that it ends with, or the last one within this time."""
        until = time.time() + timeout
        last = None
        while True:
            status = self.status(run)
            if status != last:
                on_status(status)
                last = status
            if status in OVER or time.time() > until:
                return status
            time.sleep(0.2)

    def events(self, run):
        """Webservers learned to give them by pages between 0.12 and 0.14."""
        try:
            events = self.query(EVENTS, run=run)["run"]["eventConnection"]["events"]
        except GraphQLError as refused:
            if "Cannot query field" not in str(refused):
                raise
            events = self.query(EVENTS_OLD, run=run)["run"]["events"]
        return [event["message"] for event in events if event.get("message")]


LOCATIONS = """{ workspaceOrError {
  ... on Workspace { locationEntries { name loaded: locationOrLoadError {
    ... on RepositoryLocation { repositories { name pipelines { name } } }
    ... on PythonError { message }
  } } }
  ... on PythonError { message }
} }"""

LAUNCH_PIPELINE = """mutation Launch($params: ExecutionParams!) {
  launched: launchPipelineExecution(executionParams: $params) { __typename
    ... on LaunchPipelineRunSuccess { run { runId } }
    ... on PythonError { message stack }
    ... on PipelineNotFoundError { message }
    ... on PipelineConfigValidationInvalid { errors { message } }
  } }"""

LAUNCH_JOB = """mutation Launch($params: ExecutionParams!) {
  launched: launchRun(executionParams: $params) { __typename
    ... on LaunchRunSuccess { run { runId } }
    ... on PythonError { message stack }
    ... on PipelineNotFoundError { message }
    ... on RunConfigValidationInvalid { errors { message } }
  } }"""

STATUS = """query Status($run: ID!) { run: pipelineRunOrError(runId: $run) { ... on PipelineRun { status } } }"""

EVENTS_OLD = """query Events($run: ID!) { run: pipelineRunOrError(runId: $run) {
  ... on PipelineRun { events { ... on MessageEvent { message } } } } }"""

EVENTS = """query Events($run: ID!) { run: runOrError(runId: $run) {
  ... on Run { eventConnection { events { ... on MessageEvent { message } } } } } }"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--form", choices=("pipeline", "job"), default="job")
    parser.add_argument("--job", default="the_job")
    parser.add_argument("--config", type=json.loads, default={}, help="run config, as JSON")
    parser.add_argument("--ops", default="", help="only these, with commas between")
    parser.add_argument("--tags", default="", help="key=value, with commas between")
    parser.add_argument("--timeout", type=float, default=540)
    given = parser.parse_args()
    webserver = Webserver(given.url, given.form)
    tags = [tag.partition("=")[::2] for tag in given.tags.split(",") if tag]
    run = webserver.launch(given.job, given.config, [op for op in given.ops.split(",") if op], tags)
    print("%s%s/runs/%s" % (given.url, "/instance" if given.form == "pipeline" else "", run), flush=True)
    ended = webserver.wait(run, given.timeout, lambda status: print(status, flush=True))
    for message in webserver.events(run):
        print(message)
    return 0 if ended == "SUCCESS" else 1


if __name__ == "__main__":
    sys.exit(main())
