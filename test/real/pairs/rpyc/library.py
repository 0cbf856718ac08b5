"""A server as a user of RPyC writes it: a service that hands out objects, with logging on."""

import logging
import sys

import rpyc
from rpyc.utils.server import ThreadedServer


class Shelf:
    def __init__(self):
        self.books = []

    def exposed_add(self, title):
        self.books.append(title)
        return len(self.books)

    def exposed_lend(self, receipt):
        return receipt(self.books.pop(0))


class Library(rpyc.Service):
    def exposed_shelf(self):
        return Shelf()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    ThreadedServer(
        Library(), hostname="127.0.0.1", port=int(sys.argv[1]), logger=logging.getLogger("library")
    ).start()
