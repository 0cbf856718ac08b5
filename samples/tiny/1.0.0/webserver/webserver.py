import logging
import os

from webserver import __version__
from webserver.usercode import execute
from webserver.workspace import read_workspace
from wire.server import JsonServer

log = logging.getLogger("webserver")

PAGE = """<!doctype html><title>tiny</title>
<h1>tiny {version}</h1>
<p>User code <b>{location.name}</b> at {location.host}:{location.port}.</p>
<button onclick="launch()">Launch the_job</button> <output></output>
<script>
  async function launch() {{
    const answer = await fetch("/launch", {{ method: "POST", body: '{{"job": "the_job"}}' }});
    document.querySelector("output").textContent = await answer.text();
  }}
</script>
"""


class Webserver:
    def __init__(self, location):
        self.location = location

    def page(self):
        return PAGE.format(version=__version__, location=self.location)

    def info(self):
        return {"webserver_version": __version__}

    def launch(self, request):
        job_name = request["job"]
        log.info("Launching %s in %s", job_name, self.location.name)
        answer = execute(self.location, job_name)
        log.info("%s succeeded", job_name)
        return answer


def serve(host, port, workspace):
    web = Webserver(read_workspace(workspace))
    routes = {"GET /": web.page, "GET /web_info": web.info, "POST /launch": web.launch}
    server = JsonServer(host, port, f"webserver/{__version__}", routes)
    log.info("Serving on http://%s:%d in process %d", host, port, os.getpid())
    server.serve()
