raise GeneratorExit("outside")
