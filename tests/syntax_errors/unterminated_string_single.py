name = 'it's'
