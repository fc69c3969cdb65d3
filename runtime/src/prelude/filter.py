# What a `for` loop over a `filter` object runs. It is in no module, and in no traceback.
def filter(function, iterator):
    try:
        for item in iterator:
            if function(item):
                yield item
    except StopIteration:
        # The function has raised it: that ends the loop, as it would if `next` had raised it.
        return
