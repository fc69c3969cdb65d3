from one import a
b = 2
