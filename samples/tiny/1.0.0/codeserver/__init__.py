"""Runs the jobs of one Python file for a webserver that asks over HTTP."""

from codeserver.jobs import job

__version__ = "1.0.0"
__all__ = ["job"]
