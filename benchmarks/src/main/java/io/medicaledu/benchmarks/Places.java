package io.medicaledu.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Students and slots. Each pair of student and time is used once, so every request is one that has to succeed.
 */
final class Places {

    private static final int LANES = 64;
    private static final String PASSWORD = "benchmark-password";

    private final Http http;
    private final List<Place> places = new ArrayList<>();
    private final AtomicInteger used = new AtomicInteger();

    /** Who books what. */
    record Place(String token, String slotId) {}

    private Places(Http http) {
        this.http = http;
    }

    /** Makes as many students and instructors as there are lanes, and slots with one seat for that many bookings. */
    static Places prepare(Http http, int amount) throws Exception {
        Places places = new Places(http);
        String admin = http.logInAsAdmin();
        int slotsPerLane = amount / LANES + 1;
        List<List<Place>> lanes = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            lanes.add(new ArrayList<>());
        }
        Load.run(8, LANES, lane -> {
            places.fill(admin, lane, slotsPerLane, lanes.get(lane));
            return true;
        });
        for (int i = 0; i < slotsPerLane; i++) {
            for (List<Place> lane : lanes) {
                places.places.add(lane.get(i));
            }
        }
        return places;
    }

    private void fill(String admin, int number, int slots, List<Place> lane) throws Exception {
        String student = person(admin, "Student", number);
        String instructor = person(admin, "Instructor", number);
        String course = Http.field(
                http.post(
                        instructor,
                        "/api/courses",
                        "{\"title\":\"B\",\"price\":{\"amount\":\"45.00\",\"currency\":\"USD\"}}"),
                "courseId");
        http.put(instructor, "/api/courses/" + course + "/publication");
        Instant first = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(60));
        for (int i = 0; i < slots; i++) {
            Instant start = first.plus(Duration.ofHours(i));
            String body = "{\"startTimeUtc\":\"%s\",\"endTimeUtc\":\"%s\"}".formatted(start, start.plusSeconds(3_600));
            String slot = Http.field(http.post(instructor, "/api/courses/" + course + "/slots", body), "slotId");
            lane.add(new Place(student, slot));
        }
    }

    private String person(String admin, String role, int number) throws Exception {
        String email = role.toLowerCase(Locale.ROOT) + number + "@benchmark.example";
        http.post(
                admin,
                "/api/users",
                "{\"email\":\"%s\",\"password\":\"%s\",\"displayName\":\"B\",\"role\":\"%s\",\"timeZone\":\"UTC\"}"
                        .formatted(email, PASSWORD, role));
        return http.logIn(email, PASSWORD);
    }

    Place next() {
        return places.get(used.getAndIncrement());
    }

    /** How many bookings were asked for so far. */
    int used() {
        return used.get();
    }
}
