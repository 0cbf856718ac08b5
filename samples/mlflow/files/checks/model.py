"""Logs a run with a model of a flavor of its own, registers it, and finds it by its name."""
import json
import os
import sys

import mlflow
from common import begin, same
from mlflow.models import Model


def save_model(path, mlflow_model, **_):
    """The flavor is this module: nothing of any framework is asked for."""
    os.makedirs(path, exist_ok=True)
    with open(os.path.join(path, "weights.json"), "w") as file:
        json.dump({"weights": [1, 2, 3]}, file)
    mlflow_model.add_flavor("plain", data="weights.json")
    mlflow_model.save(os.path.join(path, "MLmodel"))


client = begin("models")
with mlflow.start_run() as run:
    Model.log("model", flavor=sys.modules[__name__])

run_id = run.info.run_id
mlflow.register_model("runs:/{}/model".format(run_id), "plain")
found = client.get_latest_versions("plain", stages=["None"])
same("run of the newest version", [run_id], [one.run_id for one in found])
