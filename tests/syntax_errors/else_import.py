x = 1 if y else import a
