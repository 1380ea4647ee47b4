"""The short forms in a query's words, written out before anything else is read."""

from dataclasses import replace

from assetmap.domain.borough.short_forms import ShortForms
from assetmap.services.search.parsing.parsed_query import ParsedQuery

SHORT_FORMS = "short-forms"  # in `ignore`: they stay as they were typed


def write_out_short_forms(query: ParsedQuery, forms: ShortForms) -> ParsedQuery:
    """The query with `wknd` read as weekend, unless its words are to be taken as typed."""
    if query.search.exact or SHORT_FORMS in query.search.ignore:
        return query
    written = forms.write_out(query.words)
    return replace(query, words=written.text, terms=written.text, written_out=written.swaps)
