def größe(wért):
    return "日本語" + wért + ("é" + 5)


größe("ü")
