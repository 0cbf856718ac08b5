"""Takes launches over HTTP and passes them on to the code server of a workspace."""

__version__ = "1.0.0"
