def parse(n):
    try:
        return int(n)
    except ValueError as e:
        e.add_note("while parsing a field")
        e.add_note("second note\nwith two lines")
        raise


parse("12x")
