"""What a user's file is made of: functions marked as jobs."""

import importlib.util
import logging
import os


class JobContext:
    """What a job gets to know about its run."""

    def __init__(self, job_name):
        self.job_name = job_name
        self.log = logging.getLogger(job_name)


def job(function):
    function.is_job = True
    return function


def load_jobs(python_file):
    spec = importlib.util.spec_from_file_location("user_code", os.path.abspath(python_file))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: value for name, value in vars(module).items() if getattr(value, "is_job", False)}
