'\N{no such thing}'
