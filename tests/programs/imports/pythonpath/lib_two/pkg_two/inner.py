where = "package in two"
