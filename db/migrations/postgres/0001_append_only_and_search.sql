-- What is written here cannot be rewritten, not even by a mistake in our own code.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
--> statement-breakpoint
CREATE TRIGGER audit_events_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE INDEX search_entries_trigram ON search_entries USING gin (content gin_trgm_ops);
--> statement-breakpoint
CREATE FUNCTION keep_search_entry() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO search_entries(resource, record_id, content) VALUES (TG_TABLE_NAME, new.id, new.search);
  ELSIF TG_OP = 'UPDATE' THEN
    UPDATE search_entries SET content = new.search WHERE resource = TG_TABLE_NAME AND record_id = new.id;
  ELSE
    DELETE FROM search_entries WHERE resource = TG_TABLE_NAME AND record_id = old.id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER accounts_search AFTER INSERT OR UPDATE OF search OR DELETE ON accounts FOR EACH ROW EXECUTE FUNCTION keep_search_entry();
--> statement-breakpoint
CREATE TRIGGER contacts_search AFTER INSERT OR UPDATE OF search OR DELETE ON contacts FOR EACH ROW EXECUTE FUNCTION keep_search_entry();
--> statement-breakpoint
CREATE TRIGGER devices_search AFTER INSERT OR UPDATE OF search OR DELETE ON devices FOR EACH ROW EXECUTE FUNCTION keep_search_entry();
--> statement-breakpoint
CREATE TRIGGER products_search AFTER INSERT OR UPDATE OF search OR DELETE ON products FOR EACH ROW EXECUTE FUNCTION keep_search_entry();
--> statement-breakpoint
CREATE TRIGGER users_search AFTER INSERT OR UPDATE OF search OR DELETE ON users FOR EACH ROW EXECUTE FUNCTION keep_search_entry();
--> statement-breakpoint
CREATE TRIGGER upgrades_search AFTER INSERT OR UPDATE OF search OR DELETE ON upgrades FOR EACH ROW EXECUTE FUNCTION keep_search_entry();
--> statement-breakpoint
CREATE TRIGGER escalations_search AFTER INSERT OR UPDATE OF search OR DELETE ON escalations FOR EACH ROW EXECUTE FUNCTION keep_search_entry();
