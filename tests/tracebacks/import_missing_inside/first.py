import second.third
