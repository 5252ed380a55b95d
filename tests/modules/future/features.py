from __future__ import annotations, division

import __future__


def f(x: undefined + 1) -> also(undefined):
    return x


print(f.__annotations__, annotations, division)
for name in __future__.all_feature_names:
    feature = getattr(__future__, name)
    print(name, feature, feature.getOptionalRelease(), feature.getMandatoryRelease(), feature.compiler_flag)
print(sorted(__future__.__all__), eval(compile("1", "s", "eval", __future__.CO_FUTURE_ANNOTATIONS)))
try:
    exec("from __future__ import braces")
except SyntaxError as error:
    print(error.msg)
try:
    exec("from __future__ import nothing")
except SyntaxError as error:
    print(error.msg)
