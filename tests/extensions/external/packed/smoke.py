import packed

print(packed.scaled(2.5), packed.scaled.__module__, packed._native.__name__)
