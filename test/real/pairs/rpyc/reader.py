"""A client: gets an object of the server, calls it, and is called back."""

import sys

import rpyc

connection = rpyc.connect("127.0.0.1", int(sys.argv[1]), config={"sync_request_timeout": 10})
shelf = connection.root.shelf()
shelf.add("Emma")
assert shelf.add("Middlemarch") == 2
assert shelf.lend(lambda title: "lent: " + title) == "lent: Emma"
connection.close()
