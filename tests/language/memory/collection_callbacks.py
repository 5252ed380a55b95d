# What a callback of the collector allocates, or asks to be collected, starts no collection within the collection.
import gc
seen = []
def callback(phase, info):
    seen.append(gc.collect())
    for _ in range(3000):
        [[]]
gc.callbacks.append(callback)
gc.collect()
gc.callbacks.clear()
print(seen)
