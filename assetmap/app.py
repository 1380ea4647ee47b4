"""Makes the web app: the only file that knows Flask and every blueprint."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from assetmap.exchange.formats import FORMATS
from assetmap.paths import STATIC, TEMPLATES
from assetmap.services.context import Context
from assetmap.web.account.account import account
from assetmap.web.account.signing_in import add_signing_in
from assetmap.web.admin.people import people
from assetmap.web.admin.reset_factor import reset_factor
from assetmap.web.admin.sample import sample
from assetmap.web.admin.thesaurus import everyday_words
from assetmap.web.admin.webhooks import webhooks
from assetmap.web.admin.work import work
from assetmap.web.api.api import api
from assetmap.web.areas.area_upload import area_upload
from assetmap.web.areas.residents_upload import residents_upload
from assetmap.web.areas.staff_areas import staff_areas
from assetmap.web.areas.who_covers import who_covers
from assetmap.web.borough.first_run import first_run
from assetmap.web.borough.preview import borough_preview
from assetmap.web.borough.setting_up import setting_up
from assetmap.web.checks.calls import calls
from assetmap.web.checks.checks import checks
from assetmap.web.checks.evidence import evidence
from assetmap.web.checks.mail_failures import letters
from assetmap.web.checks.organiser import organiser
from assetmap.web.checks.organiser_dates import organiser_dates
from assetmap.web.feeds.source_feeds import source_feeds
from assetmap.web.framework import request_context
from assetmap.web.framework.access import exempt_marked
from assetmap.web.framework.access_log import add_access_log
from assetmap.web.framework.compiled_templates import CompiledTemplates
from assetmap.web.framework.compression import compress_files
from assetmap.web.framework.data_errors import add_data_errors
from assetmap.web.framework.headers import add_headers
from assetmap.web.framework.lazy_rules import LazyRule
from assetmap.web.framework.log_redaction import redact_secrets
from assetmap.web.framework.mail_after_response import add_mail_after_response
from assetmap.web.framework.rate_limit import add_limits
from assetmap.web.framework.request_counts import add_request_counts
from assetmap.web.framework.search_counting import add_search_counting
from assetmap.web.framework.templating import Templates, add_globals, follow_borough, vendor
from assetmap.web.framework.use_counting import add_use_counting
from assetmap.web.handouts.collections import collections
from assetmap.web.handouts.conversation import conversation
from assetmap.web.handouts.sheet import sheet
from assetmap.web.handouts.unmet_needs import gap_log
from assetmap.web.imports.batches import import_batches
from assetmap.web.imports.file_columns import import_columns
from assetmap.web.imports.imports import imports
from assetmap.web.leads.leads import lead_list
from assetmap.web.listings.archive import staff_moves
from assetmap.web.listings.bulk_changes import bulk_changes
from assetmap.web.listings.date_changes import date_changes, hub_dates
from assetmap.web.listings.drafts import drafts
from assetmap.web.listings.duplicates import duplicates
from assetmap.web.listings.edit import changing
from assetmap.web.listings.history import staff_history
from assetmap.web.listings.images import pictures
from assetmap.web.listings.merge import merging
from assetmap.web.listings.new import adding
from assetmap.web.listings.review import review
from assetmap.web.listings.staff_listing import staff_listing
from assetmap.web.offline.offline import offline
from assetmap.web.open_data.changes_feed import changes
from assetmap.web.open_data.open_data import open_data
from assetmap.web.open_referral.open_referral import open_referral
from assetmap.web.practices.practices import surgeries
from assetmap.web.presenters.error_pages import add_error_pages
from assetmap.web.privacy.audit import audit
from assetmap.web.privacy.data_subjects import people_data
from assetmap.web.privacy.do_not_list import do_not_list
from assetmap.web.public.ease import ease
from assetmap.web.public.metrics import metrics
from assetmap.web.public.pages import public
from assetmap.web.public.public_forms import telling
from assetmap.web.public.tiles import find_out_about
from assetmap.web.reports.asked import reports_asked
from assetmap.web.reports.committee import reports_committee
from assetmap.web.reports.coverage import reports_coverage
from assetmap.web.reports.coverage_grid import reports_coverage_grid
from assetmap.web.reports.equality import reports_equality
from assetmap.web.reports.reports import reports
from assetmap.web.reports.stories import reports_stories
from assetmap.web.reports.usability import reports_usability
from assetmap.web.reports.use import reports_use
from assetmap.web.search.data import data
from assetmap.web.search.embed import embed
from assetmap.web.search.embed_maker import embed_maker
from assetmap.web.search.feeds import feeds
from assetmap.web.search.find import search
from assetmap.web.search.map_data import map_data
from assetmap.web.search.map_file import map_file
from assetmap.web.search.map_picture import picture
from assetmap.web.search.map_tiles import check_mbtiles, tiles
from assetmap.web.search.oembed import oembed
from assetmap.web.search.printed_map import printed_map
from assetmap.web.time_bank.asks import time_bank_asks
from assetmap.web.time_bank.broker import broker
from assetmap.web.time_bank.concerns import time_bank_concerns
from assetmap.web.time_bank.exchanges import exchanges
from assetmap.web.time_bank.figures import figures
from assetmap.web.time_bank.group_accounts import time_bank_groups
from assetmap.web.time_bank.group_sessions import group_sessions
from assetmap.web.time_bank.joining import joining
from assetmap.web.time_bank.ledger import ledger
from assetmap.web.time_bank.matches import matches
from assetmap.web.time_bank.member_calls import member_calls
from assetmap.web.time_bank.member_checks import time_bank_checks
from assetmap.web.time_bank.member_leaving import time_bank_leaving
from assetmap.web.time_bank.members import time_bank_members
from assetmap.web.time_bank.my_account import my_account
from assetmap.web.time_bank.offers import time_bank_offers
from assetmap.web.time_bank.overview import time_bank
from assetmap.web.time_bank.own_account import own_pages
from assetmap.web.time_bank.pot import pot
from assetmap.web.time_bank.slip_pad import pads
from assetmap.web.time_bank.slips import slip_entry
from assetmap.web.time_bank.statement_run import run
from assetmap.web.time_bank.statements import statements
from assetmap.web.time_bank.thank_you import thanks
from assetmap.web.whats_on.whats_on import by_day

_BLUEPRINTS = (
    *(public, search, telling, data, map_data, picture, tiles, vendor),  # for everybody
    *(pictures, offline, metrics),
    *(conversation,),
    *(sheet,),
    *(organiser, organiser_dates),  # by a signed link
    *(my_account, own_pages),  # a member of the time bank, by a link too
    *(account, work, calls, checks, evidence, letters),  # for staff, from here on
    *(adding, drafts, changing, date_changes, hub_dates),
    *(review, staff_listing, staff_moves, staff_history, merging, duplicates, bulk_changes),
    *(source_feeds, lead_list),
    *(audit, do_not_list, people_data, people),
    *(collections,),
    *(find_out_about, embed, embed_maker, oembed, feeds, printed_map, map_file, open_referral),
    *(by_day, who_covers, surgeries),
    *(api,),
    *(everyday_words, gap_log, staff_areas, area_upload, residents_upload),
    *(reports_coverage, reports_asked, reports_stories, reports_use, reports_usability, ease),
    *(reports, reports_committee, reports_equality, reports_coverage_grid),
    *(imports, import_columns, import_batches),
    *(reset_factor, sample, setting_up, first_run, borough_preview),
    *(open_data, changes, webhooks),
    *(broker, member_calls),
    *(matches, exchanges, ledger, pot),  # of the time bank
    *(slip_entry, pads, group_sessions, run, statements, thanks),  # what the time bank prints
    *(time_bank_members, time_bank_checks, time_bank_concerns, time_bank_leaving),
    *(time_bank_groups, time_bank_offers, time_bank_asks),
    *(time_bank, joining, figures),
)
_SETTINGS = {
    "SEND_FILE_MAX_AGE_DEFAULT": 31_536_000,  # addresses of static files carry a mark
    "MAX_CONTENT_LENGTH": 64 * 1024,
    "COMPRESS_ALGORITHM": ["br", "gzip"],
    "COMPRESS_BR_LEVEL": 5,
    "COMPRESS_MIMETYPES": [
        *("text/html", "text/css", "text/javascript", "application/json", "image/svg+xml"),
        *(each.mimetype for each in FORMATS),
        "application/x-ndjson",
    ],
}


class App(Flask):
    """Flask with rules that cost little until they are used, and views that are plain functions."""

    url_rule_class = LazyRule

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself: the library asks fifteen times a request whether it is no other."""
        return func


def create_app(context: Context) -> Flask:
    """The app over an open context. Raises BadSetting when the base map cannot be used."""
    app = App("assetmap", static_folder=str(STATIC), template_folder=str(TEMPLATES))
    app.jinja_environment = Templates
    app.jinja_options = {"bytecode_cache": CompiledTemplates(context.config.cache)}
    app.config.update(_SETTINGS, SECRET_KEY=context.config.secret_key)
    app.extensions[request_context.KEY] = context
    follow_borough(app, context)
    guard = add_signing_in(app, context)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    if context.config.basemap.mbtiles:
        check_mbtiles(context.config.basemap.mbtiles)
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint)
    exempt_marked(app, guard)
    add_limits(app, context)
    add_headers(app, context.config.basemap, is_behind_tls=context.config.is_behind_tls)
    add_error_pages(app)
    add_mail_after_response(app, context)
    add_search_counting(app, context)
    add_use_counting(app, context)
    add_request_counts(app, context.config.authority)
    redact_secrets(app)
    add_globals(app, context)
    Compress(app)
    if context.config.is_behind_tls:
        # The server in front says who asks; only the last address is its own word.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    add_data_errors(app)
    compress_files(
        app
    )  # after Compress, so that it comes first: the last asked is the first to act
    config = context.config
    trusts, authority = config.is_behind_tls, config.authority
    add_access_log(app, config.access_log, trusts_header=trusts, authority=authority)
    return app
