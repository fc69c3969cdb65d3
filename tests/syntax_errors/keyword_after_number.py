x = 0andy
