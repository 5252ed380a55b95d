# trace: --native
import sys

sys.exit(3)
