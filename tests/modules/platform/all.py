"""What can be compared: the machine is the same, and texts that are parsed."""
import copy
import platform

print(platform.uname() == platform.uname(), platform.uname()._fields, len(platform.uname()), copy.copy(platform.uname()) == platform.uname())
print(platform.system(), platform.machine(), platform.architecture(), platform.libc_ver(), platform.processor() == "")
print(platform.python_version_tuple(), platform.python_implementation(), platform.java_ver(), platform.mac_ver(), platform.win32_ver())
print(platform.platform() == platform.platform(), platform.platform(terse=1), platform.node() == platform.uname()[1])
print(platform._sys_version("2.7 (r27:0, Jan  1 2010, 12:00:00) \n[GCC 4.4]"))
print(platform._parse_os_release(["ID=x\n", 'NAME="A \\"b\\""\n', "# no\n", "bad line\n"]))
print(platform.system_alias("Linux", "1", "2"), platform.freedesktop_os_release()["ID"])
try:
    platform._sys_version("nonsense")
except ValueError as error:
    print(error)
