from bad_one import one
two = 2
