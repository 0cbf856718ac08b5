from codeserver import job


def my_op(context):
    total = sum([1, 2, 3, 4])
    context.log.info("the numbers add up to %d", total)
    return total


@job
def the_job(context):
    return my_op(context)
