"""The app as other servers take it: `scripts.benchmark.wsgi:app`, set up by the environment."""

from assetmap.app import create_app
from assetmap.bootstrap import open_context
from assetmap.config import read_config

app = create_app(open_context(read_config()))
