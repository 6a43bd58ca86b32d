package io.medicaledu.sandbox.webhook;

import java.time.Instant;

/**
 * A delivery that is due.
 *
 * @param id of the queue's row
 * @param attempts how often it has been tried, this time included
 * @param since when it came into the queue
 */
record Delivery(long id, WebhookEvent event, int attempts, Instant since) {}
