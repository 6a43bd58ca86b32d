-- Auditors ask for all that followed from one request, and for all that somebody did.
CREATE INDEX domain_events_story ON event_store.domain_events ((meta_data ->> 'correlationId'), global_index);
CREATE INDEX domain_events_actor ON event_store.domain_events ((meta_data ->> 'actor'), global_index);
