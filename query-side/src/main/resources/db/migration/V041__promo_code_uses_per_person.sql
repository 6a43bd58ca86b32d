-- Null means no limit, as for every code from before.
ALTER TABLE read_model.promo_codes ADD COLUMN max_uses_per_person integer;
