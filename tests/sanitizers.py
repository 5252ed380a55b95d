# SPDX-License-Identifier: MIT
"""What the sanitizers' run-time libraries say although nothing is wrong."""
import re

# An allocation that is too large fails, as it would without them; they also tell.
FAILED_ALLOCATION = re.compile(r"^==\d+==WARNING: AddressSanitizer failed to allocate .*\n", re.MULTILINE)


def without_notices(standard_error):
    return FAILED_ALLOCATION.sub("", standard_error)
