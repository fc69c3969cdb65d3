x = f'\N{abc'
