"""Logs a run with parameter, tag and metric, and reads it back."""
import mlflow
from common import begin, same

client = begin("metrics")
with mlflow.start_run() as run:
    mlflow.log_param("alpha", 0.5)
    mlflow.set_tag("kind", "cross-version")
    for step, value in enumerate([0.9, 0.5, 0.25]):
        mlflow.log_metric("rmse", value, step=step)

found = client.get_run(run.info.run_id)
same("status", "FINISHED", found.info.status)
same("parameter", {"alpha": "0.5"}, dict(found.data.params))
same("metric", 0.25, found.data.metrics["rmse"])
same("tag", "cross-version", found.data.tags["kind"])
history = client.get_metric_history(run.info.run_id, "rmse")
same("history", [(0, 0.9), (1, 0.5), (2, 0.25)], sorted((one.step, one.value) for one in history))
