sibling_value = "sibling of " + __name__
