x = 'é\N{abc'
