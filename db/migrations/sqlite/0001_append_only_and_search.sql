-- What is written here cannot be rewritten, not even by a mistake in our own code.
CREATE TRIGGER audit_events_no_update BEFORE UPDATE ON audit_events BEGIN SELECT RAISE(ABORT, 'audit_events is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_events_no_delete BEFORE DELETE ON audit_events BEGIN SELECT RAISE(ABORT, 'audit_events is append-only'); END;
--> statement-breakpoint
CREATE VIRTUAL TABLE search_text USING fts5(content, content='search_entries', content_rowid='id', tokenize='trigram');
--> statement-breakpoint
CREATE TRIGGER search_entries_added AFTER INSERT ON search_entries BEGIN INSERT INTO search_text(rowid, content) VALUES (new.id, new.content); END;
--> statement-breakpoint
CREATE TRIGGER search_entries_removed AFTER DELETE ON search_entries BEGIN INSERT INTO search_text(search_text, rowid, content) VALUES ('delete', old.id, old.content); END;
--> statement-breakpoint
CREATE TRIGGER search_entries_changed AFTER UPDATE OF content ON search_entries BEGIN INSERT INTO search_text(search_text, rowid, content) VALUES ('delete', old.id, old.content); INSERT INTO search_text(rowid, content) VALUES (new.id, new.content); END;
--> statement-breakpoint
CREATE TRIGGER accounts_search_added AFTER INSERT ON accounts BEGIN INSERT INTO search_entries(resource, record_id, content) VALUES ('accounts', new.id, new.search); END;
--> statement-breakpoint
CREATE TRIGGER accounts_search_changed AFTER UPDATE OF search ON accounts WHEN old.search IS NOT new.search BEGIN UPDATE search_entries SET content = new.search WHERE resource = 'accounts' AND record_id = new.id; END;
--> statement-breakpoint
CREATE TRIGGER accounts_search_removed AFTER DELETE ON accounts BEGIN DELETE FROM search_entries WHERE resource = 'accounts' AND record_id = old.id; END;
--> statement-breakpoint
CREATE TRIGGER contacts_search_added AFTER INSERT ON contacts BEGIN INSERT INTO search_entries(resource, record_id, content) VALUES ('contacts', new.id, new.search); END;
--> statement-breakpoint
CREATE TRIGGER contacts_search_changed AFTER UPDATE OF search ON contacts WHEN old.search IS NOT new.search BEGIN UPDATE search_entries SET content = new.search WHERE resource = 'contacts' AND record_id = new.id; END;
--> statement-breakpoint
CREATE TRIGGER contacts_search_removed AFTER DELETE ON contacts BEGIN DELETE FROM search_entries WHERE resource = 'contacts' AND record_id = old.id; END;
--> statement-breakpoint
CREATE TRIGGER devices_search_added AFTER INSERT ON devices BEGIN INSERT INTO search_entries(resource, record_id, content) VALUES ('devices', new.id, new.search); END;
--> statement-breakpoint
CREATE TRIGGER devices_search_changed AFTER UPDATE OF search ON devices WHEN old.search IS NOT new.search BEGIN UPDATE search_entries SET content = new.search WHERE resource = 'devices' AND record_id = new.id; END;
--> statement-breakpoint
CREATE TRIGGER devices_search_removed AFTER DELETE ON devices BEGIN DELETE FROM search_entries WHERE resource = 'devices' AND record_id = old.id; END;
--> statement-breakpoint
CREATE TRIGGER products_search_added AFTER INSERT ON products BEGIN INSERT INTO search_entries(resource, record_id, content) VALUES ('products', new.id, new.search); END;
--> statement-breakpoint
CREATE TRIGGER products_search_changed AFTER UPDATE OF search ON products WHEN old.search IS NOT new.search BEGIN UPDATE search_entries SET content = new.search WHERE resource = 'products' AND record_id = new.id; END;
--> statement-breakpoint
CREATE TRIGGER products_search_removed AFTER DELETE ON products BEGIN DELETE FROM search_entries WHERE resource = 'products' AND record_id = old.id; END;
--> statement-breakpoint
CREATE TRIGGER users_search_added AFTER INSERT ON users BEGIN INSERT INTO search_entries(resource, record_id, content) VALUES ('users', new.id, new.search); END;
--> statement-breakpoint
CREATE TRIGGER users_search_changed AFTER UPDATE OF search ON users WHEN old.search IS NOT new.search BEGIN UPDATE search_entries SET content = new.search WHERE resource = 'users' AND record_id = new.id; END;
--> statement-breakpoint
CREATE TRIGGER users_search_removed AFTER DELETE ON users BEGIN DELETE FROM search_entries WHERE resource = 'users' AND record_id = old.id; END;
--> statement-breakpoint
CREATE TRIGGER upgrades_search_added AFTER INSERT ON upgrades BEGIN INSERT INTO search_entries(resource, record_id, content) VALUES ('upgrades', new.id, new.search); END;
--> statement-breakpoint
CREATE TRIGGER upgrades_search_changed AFTER UPDATE OF search ON upgrades WHEN old.search IS NOT new.search BEGIN UPDATE search_entries SET content = new.search WHERE resource = 'upgrades' AND record_id = new.id; END;
--> statement-breakpoint
CREATE TRIGGER upgrades_search_removed AFTER DELETE ON upgrades BEGIN DELETE FROM search_entries WHERE resource = 'upgrades' AND record_id = old.id; END;
--> statement-breakpoint
CREATE TRIGGER escalations_search_added AFTER INSERT ON escalations BEGIN INSERT INTO search_entries(resource, record_id, content) VALUES ('escalations', new.id, new.search); END;
--> statement-breakpoint
CREATE TRIGGER escalations_search_changed AFTER UPDATE OF search ON escalations WHEN old.search IS NOT new.search BEGIN UPDATE search_entries SET content = new.search WHERE resource = 'escalations' AND record_id = new.id; END;
--> statement-breakpoint
CREATE TRIGGER escalations_search_removed AFTER DELETE ON escalations BEGIN DELETE FROM search_entries WHERE resource = 'escalations' AND record_id = old.id; END;
