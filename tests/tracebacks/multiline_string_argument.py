def check(text, number):
    return text + number


check("""a long
string literal
over lines""", 5)
