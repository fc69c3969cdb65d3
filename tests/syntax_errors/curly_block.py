if a { b }
