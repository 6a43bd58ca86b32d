package io.medicaledu.sandbox.stripe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The life of a Checkout Session: open, then complete or expired (https://docs.stripe.com/api/checkout/sessions). A
 * refusal changes nothing, and is itself kept by the idempotency store in the same transaction.
 */
@Service
class CheckoutSessions {

    private static final Duration SHORTEST = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Map<String, String> DECLINES = Map.of(
            "4000000000000002", "generic_decline",
            "4000000000009995", "insufficient_funds");
    private static final String GOOD_CARD = "4242424242424242";

    private final StripeStore store;
    private final StripeObjects objects;
    private final EventLog events;
    private final Clock clock;

    CheckoutSessions(StripeStore store, StripeObjects objects, EventLog events, Clock clock) {
        this.store = store;
        this.objects = objects;
        this.events = events;
        this.clock = clock;
    }

    /** How an attempt to pay ended. */
    enum PayResult {
        PAID,
        DECLINED,
        UNKNOWN_CARD,
        NOT_OPEN
    }

    /** @param session as it is afterwards */
    record Attempt(PayResult result, Session session, String declineCode) {}

    @Transactional(noRollbackFor = StripeException.class)
    Session create(Form form) {
        if (!form.require("mode").equals("payment")) {
            throw StripeException.invalid("mode", "The sandbox knows mode=payment only");
        }
        Instant now = clock.instant();
        String item = "line_items[0]";
        long unitAmount = form.findLong(item + "[price_data][unit_amount]")
                .orElseThrow(() -> StripeException.invalid(item, "price_data[unit_amount] is needed"));
        long quantity = form.findLong(item + "[quantity]").orElse(1L);
        if (unitAmount <= 0 || quantity <= 0) {
            throw StripeException.invalid(item, "The amount must be positive");
        }
        Session session = new Session(
                StripeIds.next("cs_test"),
                "open",
                "unpaid",
                null,
                Math.multiplyExact(unitAmount, quantity),
                form.require(item + "[price_data][currency]"),
                form.require(item + "[price_data][product_data][name]"),
                form.get("client_reference_id"),
                form.get("customer_email"),
                form.hash("metadata"),
                form.hash("payment_intent_data[metadata]"),
                form.get("success_url"),
                form.get("cancel_url"),
                now,
                expiry(form, now));
        store.insert(session);
        return session;
    }

    private static Instant expiry(Form form, Instant now) {
        Optional<Instant> wanted = form.findLong("expires_at").map(Instant::ofEpochSecond);
        if (wanted.isPresent()
                && (wanted.get().isBefore(now.plus(SHORTEST).minusSeconds(1))
                        || wanted.get().isAfter(now.plus(LONGEST)))) {
            throw StripeException.invalid(
                    "expires_at", "The `expires_at` timestamp must be between 30 minutes and 24 hours from now.");
        }
        return wanted.orElse(now.plus(LONGEST));
    }

    @Transactional(noRollbackFor = StripeException.class)
    Session expire(String id) {
        Session session = store.lockSession(id);
        if (!session.isOpen()) {
            throw new StripeException(
                    400,
                    "invalid_request_error",
                    null,
                    null,
                    "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a"
                            + " status of `" + session.status() + "`.");
        }
        Session expired = session.with("expired", "unpaid", session.paymentIntent());
        store.update(expired);
        events.happened("checkout.session.expired", objects.of(expired));
        return expired;
    }

    /** What the hosted page does with a card number. The Payment Intent is made by the first attempt. */
    @Transactional(noRollbackFor = StripeException.class)
    Attempt pay(String id, String card) {
        Session session = store.lockSession(id);
        if (!session.isOpen() || !clock.instant().isBefore(session.expiresAt())) {
            return new Attempt(PayResult.NOT_OPEN, session, "");
        }
        PaymentIntent intent = intentOf(session);
        String charge = StripeIds.next("ch");
        if (card.equals(GOOD_CARD)) {
            return new Attempt(PayResult.PAID, succeed(session, intent.succeeded(charge)), "");
        }
        String decline = DECLINES.get(card);
        if (decline == null) {
            return new Attempt(PayResult.UNKNOWN_CARD, session, "");
        }
        return new Attempt(PayResult.DECLINED, decline(session, intent.declined(charge, decline)), decline);
    }

    private PaymentIntent intentOf(Session session) {
        return Optional.ofNullable(session.paymentIntent())
                .flatMap(store::intent)
                .orElseGet(() -> new PaymentIntent(
                        StripeIds.next("pi"),
                        session.amount(),
                        0,
                        0,
                        session.currency(),
                        "requires_payment_method",
                        session.intentMetadata(),
                        null,
                        null,
                        clock.instant()));
    }

    private Session succeed(Session session, PaymentIntent intent) {
        Session complete = session.with("complete", "paid", intent.id());
        store.save(intent);
        store.update(complete);
        events.happened("payment_intent.succeeded", objects.of(intent));
        events.happened("charge.succeeded", objects.charge(intent));
        events.happened("checkout.session.completed", objects.of(complete));
        return complete;
    }

    private Session decline(Session session, PaymentIntent intent) {
        Session still = session.with("open", "unpaid", intent.id());
        store.save(intent);
        store.update(still);
        events.happened("payment_intent.payment_failed", objects.of(intent));
        events.happened("charge.failed", objects.charge(intent));
        return still;
    }

    /** Sessions end by themselves, too. */
    @Scheduled(fixedDelayString = "PT5S")
    void expireOverdue() {
        store.overdueSessions(clock.instant()).forEach(this::expire);
    }
}
