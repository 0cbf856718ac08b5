from wire.client import post


class UserCodeError(Exception):
    """The code server could not do what it was asked; why, its own log says."""


def execute(location, job_name):
    answer = post(location.host, location.port, "/execute", {"jobName": job_name})
    if answer.status != 200:
        error = answer.value["error"]
        raise UserCodeError(f'user code "{location.name}" ({answer.product}) answered {answer.status} {error}')
    return answer.value
