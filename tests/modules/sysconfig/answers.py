# What build scripts ask of sysconfig: names and relations are CPython's, folders are each interpreter's own.
import io
import os
import sys
import sysconfig

print(sysconfig.get_python_version(), sysconfig.get_platform() == f"linux-{os.uname().machine}")
print(sorted(sysconfig.get_paths()), sorted(sysconfig.get_path_names()))
include = sysconfig.get_path("include")
print(os.path.isfile(os.path.join(include, "Python.h")), include == sysconfig.get_config_var("INCLUDEPY"))
print(os.path.isfile(os.path.join(sysconfig.get_path("stdlib"), "os.py")))
print(sysconfig.get_config_var("prefix") == sys.prefix, sysconfig.get_config_var("no such variable"))
print(sysconfig.get_config_vars("SHLIB_SUFFIX", "py_version_short", "nothing", "CCSHARED"))
variables = sysconfig.get_config_vars()
print(all(name in variables for name in ("CC", "CFLAGS", "EXT_SUFFIX", "LDSHARED", "OPT", "SOABI", "LIBDIR", "MULTIARCH")))
print(variables["EXT_SUFFIX"].endswith(".so"), "-shared" in variables["LDSHARED"])
print(set(sysconfig.get_scheme_names()) >= {"posix_prefix", "posix_home", "posix_user"})
print(sysconfig.get_path("data", "posix_prefix", {"base": "/somewhere"}))
for call in (lambda: sysconfig.get_path("nothing"), lambda: sysconfig.get_paths("nothing"),
             lambda: sysconfig.get_preferred_scheme("nothing")):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
print(sysconfig.parse_config_h(io.StringIO("#define SIZE 5\n#define NAME \"text\"\n/* #undef LACKS */\nint x;\n")))
print(os.path.isfile(sysconfig.get_config_h_filename()))
