print("leaf runs")
from .. import name
from . import sibling_value
from ..sub.sibling import sibling_value as again
where = (__name__, name, sibling_value == again)


def up():
    from .. import in_all
    return in_all
