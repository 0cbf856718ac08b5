"""A server is a table of routes, each a function from the request's JSON to the answer."""

import json
import logging
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer


class JsonServer(ThreadingHTTPServer):
    def __init__(self, host, port, product, routes):
        self.product = product
        self.routes = routes
        self.log = logging.getLogger(product.partition("/")[0])
        super().__init__((host, port), Handler)

    def server_bind(self):
        # Not HTTPServer's, which asks the DNS for this machine's name and may wait for it.
        TCPServer.server_bind(self)

    def serve(self):
        try:
            self.serve_forever()
        except KeyboardInterrupt:
            self.log.info("Stopped")

    def message(self, status, answer):
        """A str is a page, anything else is JSON."""
        is_page = isinstance(answer, str)
        body = (answer if is_page else json.dumps(answer)).encode()
        head = [
            f"HTTP/1.0 {status} {HTTPStatus(status).phrase}",
            f"Server: {self.product}",
            f"Content-Type: {'text/html' if is_page else 'application/json'}; charset=utf-8",
            f"Content-Length: {len(body)}",
        ]
        return "\r\n".join(head + ["", ""]).encode() + body

    def handle_error(self, request, client_address):
        """What escapes a route is logged here in full; the caller gets to know little of it."""
        error = sys.exc_info()[1]
        if isinstance(error, ConnectionError):
            return  # The caller has hung up.
        status = 400 if isinstance(error, (KeyError, ValueError)) else 500
        self.log.exception("Could not answer a request of %s", client_address[0])
        request.sendall(self.message(status, {"error": HTTPStatus(status).phrase}))


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.dispatch()

    def do_POST(self):
        self.dispatch()

    def dispatch(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        route = self.server.routes.get(f"{self.command} {self.path}")
        if route is None:
            self.wfile.write(self.server.message(404, {"error": f"nothing at {self.path}"}))
            return
        answer = route(json.loads(body)) if body else route()
        self.wfile.write(self.server.message(200, answer))
