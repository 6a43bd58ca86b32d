package io.medicaledu.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.Scenario.Person;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The days of the sessions: some are held, some students do not come, some cancel late, and people try what is not allowed.
 * Each answer is held against what the API says.
 */
final class Sessions {

    private static final String STATE = "booking-state";
    /** So near to a limit the clock, which goes on, may already have passed it. */
    private static final Duration MARGIN = Duration.ofMinutes(5);
    /** Who has more time than this has other things in mind. */
    private static final Duration NEAR = Duration.ofHours(30);

    private final SimulatedPlatform platform;
    private final World world;
    private final Instant now;
    private final Random random;
    private final Tally tally;
    private final StubbornApi instructor;
    private final LateMoves lateMoves;

    Sessions(SimulatedPlatform platform, World world, int day, Tally tally) {
        this.platform = platform;
        this.world = world;
        this.now = platform.now();
        this.random = new Random(new SplittableRandom(-world.seed() * 1_000 - day).nextLong());
        this.tally = tally;
        this.instructor = loggedIn(world.instructor());
        this.lateMoves = new LateMoves(platform, world, now, random, tally);
    }

    private StubbornApi loggedIn(Person person) {
        return new StubbornApi(
                platform, World.logInAgain(platform.api(), person).api());
    }

    record Booked(UUID id, UUID slot, int status, Instant start, BigDecimal amount, String currency, Person student) {}

    void goOn() {
        Set<String> gone = new HashSet<>();
        if (world.series()
                .filter(it -> it.fate() == World.Fate.ONCE_IT_HAS_BEGUN)
                .isPresent()) {
            Api.Answer answer = instructor.post(
                    "/api/slot-series/" + world.series().get().id() + "/cancellation", Map.of("reason", "moving away"));
            assertThat(answer.status()).as(answer.text() + world.howToRepeat()).isEqualTo(200);
            tally.count("cancel begun series", answer);
            answer.json().path("slotIds").forEach(slot -> gone.add(slot.asString()));
        }
        for (Booked booked : bookings()) {
            if (gone.contains(booked.slot().toString())) {
                continue;
            }
            if (booked.status() != 1) {
                refused(instructor, booked, random.nextBoolean() ? "completion" : "no-show");
            } else if (booked.start().isBefore(now.minus(MARGIN))) {
                begun(booked);
            } else if (booked.start().isAfter(now.plus(MARGIN))
                    && booked.start().isBefore(now.plus(NEAR))) {
                upcoming(booked);
            }
        }
    }

    private List<Booked> bookings() {
        return platform.jdbc()
                .sql("""
                        SELECT b.id, b.availability_slot_id, b.status, b.session_start, b.amount, b.currency, b.student_id
                        FROM read_model.bookings b JOIN read_model.availability_slots s ON s.id = b.availability_slot_id
                        JOIN read_model.users u ON u.id = b.student_id
                        WHERE b.course_id = ? AND s.cancelled_at IS NULL
                            AND b.session_end > ?::timestamptz - interval '23 hours'
                        ORDER BY b.session_start, u.email, b.status, b.id""")
                .params(world.course(), now.toString())
                .query((row, number) -> new Booked(
                        row.getObject("id", UUID.class),
                        row.getObject("availability_slot_id", UUID.class),
                        row.getInt("status"),
                        row.getObject("session_start", OffsetDateTime.class).toInstant(),
                        row.getBigDecimal("amount"),
                        row.getString("currency"),
                        student(row.getObject("student_id", UUID.class))))
                .list();
    }

    private Person student(UUID id) {
        return world.students().stream()
                .filter(person -> person.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void begun(Booked booked) {
        switch (random.nextInt(7)) {
            case 0, 1 -> done(booked, "completion", "no-show");
            case 2 -> done(booked, "no-show", "completion");
            case 3 -> {
                StubbornApi student = loggedIn(booked.student());
                refused(student, booked, "cancellation");
                expect(student, booked, "completion", 403);
                expect(student, booked, "no-show", 403);
            }
            case 4 -> {
                StubbornApi student = loggedIn(booked.student());
                Api.Answer moved = student.post(
                        path(booked, "reschedule"),
                        Map.of("slotId", world.slots().getLast().toString()));
                assertThat(moved.code()).as(told(booked, moved)).isEqualTo(STATE);
                done(booked, "no-show", "cancellation");
            }
            case 5 -> cancelled(instructor, booked, 100);
            default -> {
                // Counts as held a day later.
            }
        }
    }

    /** Once, and neither again nor otherwise. */
    private void done(Booked booked, String what, String instead) {
        expect(instructor, booked, what, 204);
        refused(instructor, booked, what);
        refused(instructor, booked, instead);
    }

    private void upcoming(Booked booked) {
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                if (isClear(booked)) {
                    cancelled(loggedIn(booked.student()), booked, percent(booked));
                }
            }
            case 2 -> {
                refused(instructor, booked, "completion");
                refused(instructor, booked, "no-show");
            }
            case 3 -> cancelled(instructor, booked, 100);
            case 4, 5 -> {
                if (isClear(booked)) {
                    lateMoves.move(booked, loggedIn(booked.student()), percent(booked));
                }
            }
            default -> {
                // Waits for the session.
            }
        }
    }

    private boolean isClear(Booked booked) {
        Duration notice = Duration.between(now, booked.start());
        return Stream.concat(Stream.of(2L, 24L), world.untilHours().stream().mapToObj(Long::valueOf))
                .noneMatch(hours -> notice.minusHours(hours).abs().compareTo(MARGIN) < 0);
    }

    private int percent(Booked booked) {
        Duration notice = Duration.between(now, booked.start());
        if (notice.toHours() >= 24) {
            return 100;
        }
        return notice.toHours() >= 2 ? 50 : 0;
    }

    private void cancelled(StubbornApi by, Booked booked, int percent) {
        boolean untouched = lateMoves.isUntouched(booked);
        Api.Answer answer = expect(by, booked, "cancellation", 200);
        JsonNode refund = answer.json().path("refund");
        BigDecimal said = new BigDecimal(refund.path("amount").asString());
        if (lateMoves.isMoved(booked)) {
            if (by != instructor) {
                assertThat(said).as(told(booked, answer)).isLessThanOrEqualTo(lateMoves.cancelled(booked, percent));
            }
        } else {
            int scale = booked.currency().equals("JPY") ? 0 : 2;
            BigDecimal owed =
                    booked.amount().multiply(BigDecimal.valueOf(percent, 2)).setScale(scale, RoundingMode.HALF_UP);
            if (untouched) {
                assertThat(said).as(told(booked, answer)).isEqualByComparingTo(owed);
            } else {
                assertThat(said).as(told(booked, answer)).isLessThanOrEqualTo(owed);
            }
        }
        tally.count("of " + percent + " %", answer);
        refused(by, booked, "cancellation");
    }

    private void refused(StubbornApi by, Booked booked, String what) {
        Api.Answer answer = by.post(path(booked, what), Map.of());
        assertThat(answer.code()).as(told(booked, answer)).isEqualTo(STATE);
        tally.count(what + " too early, too late or again", answer);
    }

    private Api.Answer expect(StubbornApi by, Booked booked, String what, int status) {
        Api.Answer answer = by.post(path(booked, what), Map.of());
        assertThat(answer.status()).as(told(booked, answer)).isEqualTo(status);
        return tally.count(what, answer);
    }

    private static String path(Booked booked, String what) {
        return "/api/bookings/" + booked.id() + "/" + what;
    }

    private String told(Booked booked, Api.Answer answer) {
        return booked + ": " + answer.text() + " " + world.howToRepeat();
    }
}
