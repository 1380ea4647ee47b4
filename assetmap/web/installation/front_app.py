"""Makes the web app of the installation's own site."""

import logging
from urllib.parse import urlsplit

from flask import Flask, Response, render_template
from flask.typing import ResponseReturnValue
from flask_compress import Compress
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from assetmap.basemap import Basemap
from assetmap.config import Config
from assetmap.paths import STATIC, TEMPLATES
from assetmap.services.installation.front import Front
from assetmap.web.framework.access_log import add_access_log
from assetmap.web.framework.compression import compress_files
from assetmap.web.framework.data_errors import add_data_errors
from assetmap.web.framework.headers import add_headers, content_security_policy
from assetmap.web.framework.icons import icon
from assetmap.web.framework.templating import Templates, asset, category_icons, set_rules
from assetmap.web.installation.front_pages import FrontError
from assetmap.web.installation.front_site import KEY, front_site

TITLE = "Community Directory"
_NOT_FOUND = FrontError(
    "Page not found",
    (
        "Sorry, there is nothing at this address. You have not done anything wrong.",
        "If you typed the address, check that it is right.",
        "A listing is at the site of its own area: choose that area, or search.",
    ),
)
_FAILED = FrontError(
    "Sorry, something went wrong",
    ("Sorry, something went wrong on our side. Please try again in a few minutes.",),
)

log = logging.getLogger(__name__)


def create_front_app(front: Front, config: Config) -> Flask:
    """The app over what the installation has as a whole."""
    app = Flask("assetmap", static_folder=str(STATIC), template_folder=str(TEMPLATES))
    app.jinja_environment = Templates
    app.config.update(
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,  # addresses of static files carry a mark
        MAX_CONTENT_LENGTH=64 * 1024,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
    )
    app.extensions[KEY] = front
    app.register_blueprint(front_site)
    _add_globals(app, front)
    add_headers(app, Basemap(), is_behind_tls=config.is_behind_tls)
    _let_forms_lead_on(app, front)
    app.register_error_handler(HTTPException, _refusal)
    app.register_error_handler(Exception, _failure)
    Compress(app)
    if config.is_behind_tls:
        # The server in front says who asks; only the last address is its own word.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    add_data_errors(app)
    compress_files(app)  # after Compress, so that it comes first
    add_access_log(app, config.access_log, trusts_header=config.is_behind_tls)
    return app


def _add_globals(app: Flask, front: Front) -> None:
    set_rules(app)
    app.jinja_env.globals.update(
        icon=icon,
        asset=asset,
        site_title=TITLE,
        category_icons=category_icons(front.shipped),
    )


def _let_forms_lead_on(app: Flask, front: Front) -> None:
    """Let the form of a page lead to the sites of the authorities: browsers hold where an answer
    leads on to against the policy too. By scheme, since 300 names are more than a header may have.
    """
    schemes = sorted({urlsplit(each.public_url).scheme for each in front.authorities})
    leading = " ".join(("form-action 'self'", *(f"{scheme}:" for scheme in schemes)))
    policy = content_security_policy(Basemap()).replace("form-action 'self'", leading)

    @app.after_request
    def lead_on(response: Response) -> Response:
        if response.mimetype == "text/html":
            response.headers["Content-Security-Policy"] = policy
        return response


def _refusal(error: HTTPException) -> ResponseReturnValue:
    """Whatever else is asked than there is, in plain words."""
    if error.code == 404:
        page = _NOT_FOUND
    elif (error.code or 500) >= 500:
        page = _FAILED
    else:
        page = FrontError("We could not do that", ("Please go back, and try another way.",))
    methods = sorted(getattr(error, "valid_methods", None) or ())
    headers = {"Allow": ", ".join(methods)} if methods else {}
    return _drawn(page), error.code or 500, headers


def _failure(error: Exception) -> ResponseReturnValue:
    """Something went wrong here; the log has it, the page does not."""
    log.error("page failed: %s", error, exc_info=error)
    return _drawn(_FAILED), 500


def _drawn(page: FrontError) -> str:
    return render_template("installation/error.html", page=page)
