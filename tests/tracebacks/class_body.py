class Config:
    name = "x"
    size = len(name) + missing

    def method(self):
        pass
