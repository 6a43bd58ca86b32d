package io.medicaledu.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.app.simulation.Sessions.Booked;
import io.medicaledu.app.support.Api;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

/**
 * Students who move a booking shortly before its session. Each answer is held against the course's rule, and what may be
 * kept of the money is worked out beside the platform: a move never brings more than cancelling would have brought.
 */
final class LateMoves {

    private static final int LAST_REFUND_HOURS = 2;

    private final SimulatedPlatform platform;
    private final World world;
    private final Instant now;
    private final Random random;
    private final Tally tally;

    LateMoves(SimulatedPlatform platform, World world, Instant now, Random random, Tally tally) {
        this.platform = platform;
        this.world = world;
        this.now = now;
        this.random = random;
        this.tally = tally;
    }

    /**
     * What follows from such a move, in minor units.
     *
     * @param paid what has paid for the booking
     * @param refundable what of it the student can still have back
     * @param kept what of it may be kept, as things are
     */
    record Limit(long paid, long refundable, long kept) {}

    boolean isMoved(Booked booked) {
        return world.late().containsKey(booked.id());
    }

    /** @param percent what cancelling would bring back now */
    void move(Booked booked, StubbornApi student, int percent) {
        if (isMoved(booked) || !isUntouched(booked) || booked.amount().signum() == 0) {
            return;
        }
        UUID target = world.slots().get(random.nextInt(world.slots().size()));
        Api.Answer answer =
                student.post("/api/bookings/" + booked.id() + "/reschedule", Map.of("slotId", target.toString()));
        String told = booked + " to " + target + ": " + answer.text() + " " + world.howToRepeat();
        tally.count("move late, with " + percent + " %", answer);
        if (world.mostMoves().isPresent() && made(booked) >= world.mostMoves().getAsInt()) {
            assertThat(answer.code()).as(told).isEqualTo("reschedule-limit");
        } else if (isTooLate(booked)) {
            assertThat(answer.code()).as(told).isEqualTo("reschedule-too-late");
        } else {
            assertThat(answer.code()).as(told).isNotIn("reschedule-limit", "reschedule-too-late");
        }
        if ("Confirmed".equals(answer.status() == 201 ? answer.get("status") : "")) {
            remember(booked, answer, percent, told);
        }
    }

    private void remember(Booked booked, Api.Answer answer, int percent, String told) {
        long paid = units(booked.amount(), booked.currency());
        long most = part(paid, percent);
        long price =
                units(new BigDecimal(answer.json().path("amount").path("amount").asString()), booked.currency());
        long difference = Math.min(Math.max(paid - price, 0), most);
        assertThat(units(
                        new BigDecimal(
                                answer.json().path("refund").path("amount").asString()),
                        booked.currency()))
                .as(told)
                .isEqualTo(difference);
        UUID next = UUID.fromString(answer.get("bookingId"));
        world.late().put(next, new Limit(paid - difference, most - difference, paid - difference));
    }

    /** What cancelling a booking that was moved late brings back at most. */
    BigDecimal cancelled(Booked booked, int percent) {
        Limit limit = Objects.requireNonNull(world.late().get(booked.id()));
        long owed = Math.min(part(limit.paid(), percent), limit.refundable());
        world.late().put(booked.id(), new Limit(limit.paid(), limit.refundable(), limit.paid() - owed));
        return BigDecimal.valueOf(owed, booked.currency().equals("JPY") ? 0 : 2);
    }

    private static long part(long units, int percent) {
        return BigDecimal.valueOf(units)
                .multiply(BigDecimal.valueOf(percent, 2))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static long units(BigDecimal amount, String currency) {
        return amount.movePointRight(currency.equals("JPY") ? 0 : 2).longValueExact();
    }

    /** How often the student has moved it. A move away from a session that the school has moved does not count. */
    private int made(Booked booked) {
        return platform.jdbc().sql("""
                        WITH RECURSIVE chain AS (
                            SELECT id, rescheduled_from_booking_id AS earlier FROM read_model.bookings WHERE id = ?
                          UNION ALL
                            SELECT b.id, b.rescheduled_from_booking_id FROM chain JOIN read_model.bookings b ON b.id = earlier)
                        SELECT count(*) FROM chain JOIN read_model.bookings b USING (id)
                        WHERE b.status = 5 AND b.confirmed_at IS NOT NULL AND NOT EXISTS (
                            SELECT FROM event_store.domain_events AS moved
                            WHERE moved.aggregate_identifier = b.id::text AND moved.payload_type = 'SessionMoved')""").param(booked.id()).query(Integer.class).single();
    }

    /** What has gone back before, or is disputed, is not given back once more; {@link Books} holds the sum to the policy. */
    boolean isUntouched(Booked booked) {
        return platform.jdbc().sql("""
                        WITH RECURSIVE chain AS (
                            SELECT id, rescheduled_from_booking_id AS earlier FROM read_model.bookings WHERE id = ?
                          UNION ALL
                            SELECT b.id, b.rescheduled_from_booking_id FROM chain JOIN read_model.bookings b ON b.id = earlier)
                        SELECT NOT EXISTS (
                            SELECT FROM chain JOIN read_model.payments p ON p.booking_id = chain.id
                            WHERE p.refund_of_payment_id IS NOT NULL
                               OR EXISTS (SELECT FROM read_model.payment_incidents d WHERE d.payment_id = p.id))""").param(booked.id()).query(Boolean.class).single();
    }

    private boolean isTooLate(Booked booked) {
        int hours = world.untilHours().orElse(LAST_REFUND_HOURS);
        return booked.start().minus(Duration.ofHours(hours)).isBefore(now);
    }
}
