import thermometer
import temperature
import sys

print(thermometer.show(100), thermometer.is_reading(temperature.make(1)), thermometer.is_reading(1.0))
print(temperature.capsules()[:-1], repr(temperature._api).partition(" at ")[0], type(temperature._api))
for name in ("temperature._api", "temperature.missing", "no_such_module._api", "temperature.make", "sys", "a.b.c", ""):
    try:
        print(name, "->", thermometer.import_capsule(name))
    except BaseException as error:
        print(name, "->", type(error).__name__ + ":", error)
try:
    temperature.Reading()
except AttributeError as error:
    print(error)
try:
    type(temperature.make(2))()
except TypeError as error:
    print(error)
sys.modules["temperature"] = None
try:
    thermometer.import_capsule("temperature._api")
except ImportError as error:
    print(type(error).__name__, error)
sys.modules["temperature"] = temperature
