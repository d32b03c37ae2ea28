"""The whole suite stands on a data folder of its own."""

import os
import tempfile

from hypothesis import settings

os.environ["TYYNI_DATA"] = tempfile.mkdtemp(prefix="tyyni-tests-")

# How long an example takes is the machine's matter; what takes how long is measured in benchmarks/.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")
