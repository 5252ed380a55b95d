def walk(tree):
    if tree:
        yield from walk(tree.left)
        yield tree.value, f"{tree.value!r:>{10}}"


async def fetch(urls):
    async with session() as s:
        return [await s.get(url) async for url in urls]
