import sys

import mlflow
from mlflow.tracking import MlflowClient


def begin(experiment):
    mlflow.set_tracking_uri(sys.argv[1])
    mlflow.set_experiment(experiment)
    return MlflowClient()


def same(what, expected, found):
    if found != expected:
        sys.exit(f"{what}: {expected!r} was sent, {found!r} came back")
