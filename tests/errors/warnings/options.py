"""The option -W and PYTHONWARNINGS, in their forms and with their mistakes."""
import os
import subprocess
import sys

CODE = "import warnings\nwarnings.warn('y')\nwarnings.warn('xyz', DeprecationWarning)"


def run(*options, variable=None, code=CODE):
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONWARNINGS"}
    if variable is not None:
        environment["PYTHONWARNINGS"] = variable
    done = subprocess.run([sys.executable, *options, "-c", code], capture_output=True, text=True, env=environment)
    print(options, variable, done.returncode)
    print(done.stdout + done.stderr)


for option in ["error", "ignore", "once", "always", "module", "e", "i", "bogus", "", ":", "error:x", "error:X:UserWarning",
               "error::Bogus", "error::bogus.Warn", "error::os.Nope", "error::ValueError", "error:::m:",
               "error::::x", "error::::-1", "error::::2", "error::::3", "error:a:b:c:d:e", "error:::__main__:2",
               "ignore::builtins.DeprecationWarning"]:
    run("-W", option)
run("-Werror", "-Wd")
run("-W", "error::UserWarning", "-W", "ignore::Warning")
run("-W", "default", variable="ignore,error::DeprecationWarning")
run(variable="bogus,x:y")
run("-E", variable="error")
run("-I", variable="error")
run(code="__warningregistry__ = 3\nimport warnings\nwarnings.warn('x')")
run(code="__warningregistry__ = None\nimport warnings\nwarnings.warn('x')\nprint(__warningregistry__)")
run(code="import warnings\nwarnings.filters.insert(0, (3, None, UserWarning, None, 0))\nwarnings.warn('x')")
