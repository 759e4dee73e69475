-- A page shows each post with its deliveries, those that ended too: they are found by the post, and not by reading all for each.
CREATE INDEX deliveries_post ON deliveries (post_id, account_id, id DESC);
