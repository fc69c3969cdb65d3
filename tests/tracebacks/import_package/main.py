import pkg.sub.mod

pkg.sub.mod.run(pkg.sub.mod.fail)
