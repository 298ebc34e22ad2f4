CREATE TRIGGER revenue_entries_no_update BEFORE UPDATE ON revenue_entries BEGIN SELECT RAISE(ABORT, 'revenue_entries is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER revenue_entries_no_delete BEFORE DELETE ON revenue_entries BEGIN SELECT RAISE(ABORT, 'revenue_entries is append-only'); END;
--> statement-breakpoint
INSERT INTO chain_heads(id, length, hash) VALUES ('revenue-entries', 0, '0000000000000000000000000000000000000000000000000000000000000000');
