import logging
import os

from codeserver import __version__
from codeserver.jobs import JobContext, load_jobs
from wire.server import JsonServer

log = logging.getLogger("codeserver")

EXECUTE_FIELDS = ("jobName",)


def read_execute(request):
    """Strict on purpose: a field nobody knows would otherwise be a setting nobody heeds."""
    for field in request:
        if field not in EXECUTE_FIELDS:
            raise ValueError(f'unknown field "{field}" in ExecuteRequest; expected "jobName"')
    return request["jobName"]


class CodeServer:
    def __init__(self, python_file):
        self.jobs = load_jobs(python_file)

    def execute(self, request):
        job_name = read_execute(request)
        if job_name not in self.jobs:
            raise ValueError(f'no job "{job_name}" here; there is: {", ".join(sorted(self.jobs))}')
        log.info("Running %s", job_name)
        result = self.jobs[job_name](JobContext(job_name))
        log.info("%s succeeded", job_name)
        return {"result": result}


def serve(host, port, python_file):
    user_code = CodeServer(python_file)
    server = JsonServer(host, port, f"codeserver/{__version__}", {"POST /execute": user_code.execute})
    log.info("Started code server for file %s on port %d in process %d", python_file, port, os.getpid())
    server.serve()
