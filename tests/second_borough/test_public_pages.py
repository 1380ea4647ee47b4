"""The tests of the public pages, over Wexcombe: those that do not rest on the sample's listings.

They are the same functions; `client` and `borough` are Wexcombe's here (see conftest.py).
"""

from tests.web.api.test_api import (
    test_every_page_leads_to_it,
)
from tests.web.public.test_pages import (
    test_borough_css_has_each_category_and_colour,
    test_browse_counts_equal_what_you_get,
    test_browse_links_every_place,
    test_home_has_a_picture_with_words_for_every_need,
    test_home_pictures_are_hidden_from_screen_readers,
    test_pages_are_sent_small,
    test_robots_may_read_pages_but_not_every_question,
    test_static_addresses_change_with_the_file,
    test_texts_answer,
)
from tests.web.public.test_tiles import (
    test_each_tile_has_a_picture_with_words_and_a_label,
    test_each_tile_is_an_address_for_good_with_advice_on_its_results,
    test_pictures_of_the_home_page_have_words_too,
    test_typed_place_is_only_text,
)
from tests.web.search.test_find_page import (
    test_find_page_fragment_is_only_the_part_that_changes,
    test_find_page_says_what_is_wrong_beside_each_field,
    test_find_page_takes_no_notice_of_what_other_sites_add,
    test_find_page_with_nothing_found_offers_ways_on,
)
from tests.web.search.test_map_view import (
    test_data_is_the_same_in_either_view,
    test_menu_leads_to_the_map_and_says_where_one_is,
    test_view_that_is_none_is_told_and_left_out,
    test_view_without_a_map_still_has_the_list,
)
from tests.web.test_routes import (
    test_routes_do_not_offer_other_methods,
)

__all__ = [
    "test_borough_css_has_each_category_and_colour",
    "test_browse_counts_equal_what_you_get",
    "test_browse_links_every_place",
    "test_data_is_the_same_in_either_view",
    "test_each_tile_has_a_picture_with_words_and_a_label",
    "test_each_tile_is_an_address_for_good_with_advice_on_its_results",
    "test_every_page_leads_to_it",
    "test_find_page_fragment_is_only_the_part_that_changes",
    "test_find_page_says_what_is_wrong_beside_each_field",
    "test_find_page_takes_no_notice_of_what_other_sites_add",
    "test_find_page_with_nothing_found_offers_ways_on",
    "test_home_has_a_picture_with_words_for_every_need",
    "test_home_pictures_are_hidden_from_screen_readers",
    "test_menu_leads_to_the_map_and_says_where_one_is",
    "test_pages_are_sent_small",
    "test_pictures_of_the_home_page_have_words_too",
    "test_robots_may_read_pages_but_not_every_question",
    "test_routes_do_not_offer_other_methods",
    "test_static_addresses_change_with_the_file",
    "test_texts_answer",
    "test_typed_place_is_only_text",
    "test_view_that_is_none_is_told_and_left_out",
    "test_view_without_a_map_still_has_the_list",
]
