"""The whole suite stands on a data folder of its own."""

import os
import tempfile

os.environ["TYYNI_DATA"] = tempfile.mkdtemp(prefix="tyyni-tests-")
