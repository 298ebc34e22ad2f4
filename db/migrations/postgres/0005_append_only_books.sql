CREATE TRIGGER revenue_entries_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON revenue_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
INSERT INTO chain_heads(id, length, hash) VALUES ('revenue-entries', 0, '0000000000000000000000000000000000000000000000000000000000000000');
