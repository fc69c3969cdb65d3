def convert(text):
    try:
        return int(text)
    except ValueError:
        return fallback(text)


def fallback(text):
    return text.undefined


convert("abc")
