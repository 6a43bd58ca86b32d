package io.medicaledu.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.Scenario.Person;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/**
 * What a seed plays in: an instructor and a colleague, a course with a few slots of different prices and sizes, a promo
 * code, students.
 *
 * @param lead who teaches the course now: the instructor, or the colleague who has taken over
 * @param untilHours how late a booking can be moved, by the course's rule; empty if by the policy
 * @param mostMoves how often
 * @param late bookings that took the place of others shortly before the session
 */
record World(
        long seed,
        AtomicReference<Person> lead,
        Person colleague,
        Person admin,
        UUID course,
        String currency,
        List<UUID> slots,
        Optional<Series> series,
        String promoCode,
        OptionalInt untilHours,
        OptionalInt mostMoves,
        List<Person> students,
        Map<UUID, LateMoves.Limit> late) {

    static final int STUDENTS = 6;
    private static final int SLOTS = 8;
    private static final int OF_SERIES = 5;
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final List<String> CURRENCIES = List.of("USD", "EUR", "JPY");
    private static final String PASSWORD = "correct horse";

    /** Slots that were opened together, one a day, by the clock on the wall. */
    record Series(UUID id, Fate fate) {}

    /** When a series is cancelled as a whole. */
    enum Fate {
        NEVER,
        WHILE_IT_IS_BOOKED,
        ONCE_IT_HAS_BEGUN
    }

    /** @param people of whom some play in this seed; they play in others as well, at other hours */
    static World create(long seed, Api api, List<Person> people, Instant now) {
        Random random = new Random(new SplittableRandom(seed).nextLong());
        String currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
        Person admin = logIn(api, "admin@medicaledu.example", "medicaledu-demo");
        Person instructor = instructor(api, admin, "instructor-" + seed);
        Person colleague = instructor(api, admin, "colleague-" + seed);
        OptionalInt untilHours = perhaps(random, 0, 1, 36);
        OptionalInt mostMoves = perhaps(random, 0, 1, 2);
        UUID course =
                course(instructor, currency, 4_000 + random.nextInt(40) * 100, rescheduleRule(untilHours, mostMoves));
        Instant first = now.plus(5, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.HOURS)
                .plus(seed * STUDENTS / people.size() % 24, ChronoUnit.HOURS);
        List<UUID> slots = new ArrayList<>();
        Optional<Series> series = Optional.empty();
        if (random.nextBoolean()) {
            JsonNode opened = series(instructor, course, first, random, currency);
            opened.path("slotIds").forEach(slot -> slots.add(UUID.fromString(slot.asString())));
            Fate fate = Fate.values()[random.nextInt(Fate.values().length)];
            series = Optional.of(
                    new Series(UUID.fromString(opened.path("seriesId").asString()), fate));
        }
        for (int i = slots.size(); i < SLOTS; i++) {
            Instant start = first.plus(i, ChronoUnit.DAYS);
            slots.add(
                    slot(instructor, course, start, currency, 3_000 + random.nextInt(50) * 100, 1 + random.nextInt(3)));
        }
        List<Person> students = new ArrayList<>();
        for (int i = 0; i < STUDENTS; i++) {
            students.add(people.get(Math.floorMod(seed * STUDENTS + i, people.size())));
        }
        return new World(
                seed,
                new AtomicReference<>(instructor),
                colleague,
                admin,
                course,
                currency,
                slots,
                series,
                promoCode(admin, seed, course, random),
                untilHours,
                mostMoves,
                students,
                new ConcurrentHashMap<>());
    }

    /** Who teaches the course now. */
    Person instructor() {
        return Objects.requireNonNull(lead.get());
    }

    private static OptionalInt perhaps(Random random, int... values) {
        int which = random.nextInt(values.length * 2);
        return which < values.length ? OptionalInt.of(values[which]) : OptionalInt.empty();
    }

    /** For whoever reads that this seed has failed. */
    String howToRepeat() {
        return "(seed " + seed + "; repeat with: ./mvnw -B -pl app -am verify -Dtest=none "
                + "-Dsurefire.failIfNoSpecifiedTests=false -Dit.test=SimulationIT -Dfailsafe.failIfNoSpecifiedTests=false "
                + "-Dsimulation.seeds=1 -Dsimulation.first=" + seed + ")";
    }

    /** Sessions end long before a course does. */
    static Person logInAgain(Api api, Person person) {
        return logIn(api, person.email(), PASSWORD);
    }

    private static Person logIn(Api api, String email, String password) {
        Api.Answer answer = created(api.post("/api/auth/sessions", Map.of("email", email, "password", password)));
        return new Person(UUID.fromString(answer.get("userId")), email, api.as(answer.get("token")));
    }

    private static Map<String, Object> rescheduleRule(OptionalInt untilHours, OptionalInt mostMoves) {
        Map<String, Object> rule = new HashMap<>();
        untilHours.ifPresent(hours -> rule.put("untilHoursBefore", hours));
        mostMoves.ifPresent(times -> rule.put("maxTimes", times));
        return Map.of("reschedule", rule);
    }

    private static Person instructor(Api api, Person admin, String name) {
        String email = name + "-" + System.nanoTime() + "@example.org";
        created(admin.api()
                .post(
                        "/api/users",
                        Map.of(
                                "email", email,
                                "password", PASSWORD,
                                "displayName", "Dr. Seed",
                                "role", "Instructor",
                                "timeZone", "Europe/Berlin")));
        return logIn(api, email, PASSWORD);
    }

    static Person student(Api api, int number) {
        String email = "student-" + number + "-" + System.nanoTime() + "@example.org";
        created(api.post(
                "/api/auth/registration",
                Map.of("email", email, "password", PASSWORD, "displayName", "Ada", "timeZone", "Europe/Berlin")));
        return logIn(api, email, PASSWORD);
    }

    private static UUID course(Person instructor, String currency, int minorUnits, Map<String, Object> rules) {
        Api.Answer answer = created(instructor
                .api()
                .post(
                        "/api/courses",
                        Map.of(
                                "title",
                                "Simulated course",
                                "description",
                                "Of a simulation",
                                "price",
                                money(minorUnits, currency),
                                "category",
                                "Simulation",
                                "tags",
                                List.of("simulation"),
                                "durationMinutes",
                                60,
                                "bookingRules",
                                rules)));
        UUID course = UUID.fromString(answer.get("courseId"));
        assertThat(instructor
                        .api()
                        .put("/api/courses/" + course + "/publication")
                        .status())
                .isEqualTo(204);
        return course;
    }

    private static JsonNode series(Person instructor, UUID course, Instant first, Random random, String currency) {
        return created(instructor
                        .api()
                        .post(
                                "/api/courses/" + course + "/slot-series",
                                Map.of(
                                        "rrule",
                                        "FREQ=DAILY;COUNT=" + OF_SERIES,
                                        "timeZone",
                                        ZONE.getId(),
                                        "firstStartLocal",
                                        LocalDateTime.ofInstant(first, ZONE).toString(),
                                        "durationMinutes",
                                        60,
                                        "price",
                                        money(3_000 + random.nextInt(50) * 100, currency),
                                        "maxParticipants",
                                        1 + random.nextInt(3))))
                .json();
    }

    private static UUID slot(
            Person instructor, UUID course, Instant start, String currency, int minorUnits, int seats) {
        Api.Answer answer = created(instructor
                .api()
                .post(
                        "/api/courses/" + course + "/slots",
                        Map.of(
                                "startTimeUtc",
                                start.toString(),
                                "endTimeUtc",
                                start.plus(1, ChronoUnit.HOURS).toString(),
                                "price",
                                money(minorUnits, currency),
                                "maxParticipants",
                                seats)));
        return UUID.fromString(answer.get("slotId"));
    }

    private static String promoCode(Person admin, long seed, UUID course, Random random) {
        String code = "SIM" + seed + "X" + System.nanoTime();
        created(admin.api()
                .post(
                        "/api/promo-codes",
                        Map.of(
                                "code",
                                code,
                                "discountType",
                                "Percentage",
                                "discountValue",
                                random.nextInt(4) == 0 ? 100 : 50,
                                "maxUses",
                                2,
                                "applicableCourseIds",
                                List.of(course.toString()))));
        return code;
    }

    static Map<String, String> money(long minorUnits, String currency) {
        return Map.of(
                "amount",
                currency.equals("JPY")
                        ? "" + minorUnits
                        : BigDecimal.valueOf(minorUnits, 2).toPlainString(),
                "currency",
                currency);
    }

    private static Api.Answer created(Api.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer;
    }
}
