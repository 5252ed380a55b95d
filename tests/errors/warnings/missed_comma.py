import warnings
for s in ["[True [i, j]]","[True(x)]","[(x,y) (z)]", "[1 [i,j]]", "[None [i, j]]", "[... [i, j]]","[None (1)]"]:
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        compile(s,"x","exec"); print(s,[str(x.message) for x in w])
