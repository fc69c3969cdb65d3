x = "a word "b c" more"
