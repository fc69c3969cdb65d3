1and 2
